// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/optimise.hpp"

namespace ehrenamt::programme {

/// A course of one or both of two programmes.
struct CourseChange {
    domain::CourseId id;
    std::optional<std::size_t> before; ///< position among the candidates of the first; empty: it was none
    std::optional<std::size_t> after;
    bool was_in = false;
    bool is_in = false;
    std::int64_t persons_before = 0;
    std::int64_t persons_after = 0;
};

/// An association that sends more or fewer persons in the second programme.
struct AssociationChange {
    domain::AssociationId id;
    std::int64_t persons_before = 0;
    std::int64_t persons_after = 0;
};

struct Comparison {
    std::vector<CourseChange> courses;           ///< by id
    std::vector<AssociationChange> associations; ///< by id
};

/// Two programmes, each with the instance that it was made from; courses and associations are the same if
/// their ids are.
EHRENAMT_API Comparison compare(const Instance& before, const Programme& first, const Instance& after,
                                const Programme& second);

} // namespace ehrenamt::programme
