// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/list_query.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::store {

enum class RecordEvent { added, changed, removed };

/// A column of a record before and after a change set.
struct FieldChange {
    std::string column;
    ListValue before;
    ListValue after;
};

/// What one change set did to one record.
struct RecordChange {
    std::int64_t change_set = 0;
    std::string at; ///< UTC
    std::string command;
    std::string actor;
    RecordEvent event = RecordEvent::changed;
    std::vector<FieldChange> fields = {}; ///< of a change only
};

/// What became of the record with this id, oldest first, from the bodies of the change sets and the ranges
/// that they inserted in bulk; those whose body is no longer kept are not told. A body is only taken apart
/// where the id's bytes occur in it. \param table with an INTEGER PRIMARY KEY in its first column; no table
/// that holds persons
EHRENAMT_API std::vector<RecordChange> record_history(const Store& store, const std::string& table,
                                                      std::int64_t id);

} // namespace ehrenamt::store
