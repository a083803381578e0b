// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::publishing {

/// A programme and its reasons for a council. Every text is German; every figure is the one of the JSON.
struct CouncilPaper {
    /// A way to give the money, on the same data.
    struct Way {
        std::string name;
        std::int64_t courses = 0;
        std::int64_t persons = 0;
        std::int64_t weighted_persons = 0;
        std::int64_t associations = 0;
        domain::Cents taken; ///< from the budget, development included
        domain::Cents own_money;
    };
    struct CourseIn {
        std::string name;
        std::string dates;
        std::string venue; ///< empty: online
        std::int64_t persons = 0;
        std::int64_t minimum = 0;
        std::int64_t capacity = 0;
        domain::Cents grant;
        domain::Cents own_money;
        std::string guests;
        std::vector<std::string> reasons;
    };
    struct CourseOut {
        std::string name;
        std::optional<domain::Cents> grant; ///< empty: it cannot be funded
        std::vector<std::string> reasons;
    };
    struct Limit {
        std::string name;
        std::int64_t gain = 0; ///< weighted persons more without it
    };
    struct Budget {
        domain::Cents budget;
        std::int64_t weighted_persons = 0;
    };
    /// What an association asked for in one topic.
    struct Wish {
        std::string association;
        std::string topic;
        std::int64_t priority = 0;
        std::int64_t persons = 0;
        std::int64_t served = 0;
        std::string open; ///< why not all; empty if all
    };
    std::string contact_point;
    std::string number; ///< of the programme
    domain::HalfYear half_year;
    base::Date today;
    base::Date proposed_on;
    std::optional<base::Date> adopted_on;
    std::string proof;
    domain::Cents budget;
    domain::Cents development;      ///< part of what is taken
    std::int64_t could_be_held = 0; ///< courses
    std::vector<Way> ways = {};     ///< this programme first
    std::vector<CourseIn> in = {};
    std::vector<CourseOut> out = {};
    std::vector<std::string> alternatives = {}; ///< equally good in every goal
    bool all_alternatives = false; ///< there are no others; else nobody looked for them, or not to the end
    std::vector<Limit> limits = {};
    std::vector<Budget> budgets = {}; ///< ascending, with the programme's own; may be empty
    std::vector<Wish> wishes = {};    ///< by association
    std::string provenance = {};      ///< of rules and data, with their hashes
};

/// A4, German: what is proposed, three ways to give the money beside each other, the courses, equally good
/// alternatives, what limits, the worth of the next 100 euros as a chart; then what each association gets and
/// each course in and out with its reasons.
/// \pre there is a way
[[nodiscard]] EHRENAMT_API std::string council_pdf(const CouncilPaper& paper);

} // namespace ehrenamt::publishing
