// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/statistics/overview.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::statistics {

std::vector<Stock> stocks(const store::Store& store) {
    using base::_m;
    SQLite::Statement query{store.db(), R"(
        SELECT (SELECT count(*) FROM association WHERE status = 'active'),
               (SELECT count(*) FROM association a JOIN contact_point_area p ON p.ags = a.municipality
                JOIN contact_point c ON c.id = p.contact_point AND c.own = 1 WHERE a.status = 'active'),
               (SELECT count(*) FROM course),
               (SELECT count(*) FROM programme WHERE adopted_on IS NULL),
               (SELECT count(*) FROM measure WHERE state <> 'cancelled'),
               (SELECT count(*) FROM application WHERE state = 'draft'))"};
    query.executeStep();
    std::vector<Stock> list = {
        {"associations", _m("active associations")},    {"associations_in_area", _m("of them in the area")},
        {"courses", _m("courses that can be offered")}, {"proposals", _m("proposed programmes")},
        {"measures", _m("measures planned")},           {"draft_applications", _m("applications in draft")},
    };
    for (int i = 0; i < static_cast<int>(list.size()); ++i)
        list[static_cast<std::size_t>(i)].count = query.getColumn(i).getInt64();
    return list;
}

} // namespace ehrenamt::statistics
