// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/stored.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::funding {

Holidays stored_holidays(const store::Store& store) {
    SQLite::Statement query{store.db(), "SELECT day FROM public_holiday ORDER BY day"};
    Holidays holidays;
    while (query.executeStep())
        if (const auto day = base::Date::parse(query.getColumn(0).getString()))
            holidays.insert(*day);
    return holidays;
}

} // namespace ehrenamt::funding
