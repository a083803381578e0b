// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::needs {

/// A need as one association answered it.
struct AnsweredNeed {
    std::string half_year;
    base::Date received_on;
    std::string topic; ///< key
    std::int64_t persons = 0;
    std::int64_t priority = 0; ///< 1 first to 3
};

/// The needs that an association named in all rounds, newest round first, then by priority and topic.
EHRENAMT_API std::vector<AnsweredNeed> needs_of(const store::Store& store, domain::AssociationId association);

} // namespace ehrenamt::needs
