// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/explanation.hpp"
#include "ehrenamt/programme/compare.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace ehrenamt::cli {

/// One side of a comparison.
struct ComparedProgramme {
    base::Message title;
    ProgrammeInput input;
    programme::Programme programme;
    programme::Explanation reasons;
    /// Of what is only supposed. If it is not `optimal`, nobody chose, and the reasons for what is out are
    /// not asked.
    programme::Policy supposed_policy = programme::Policy::optimal;
};

struct Compared {
    const ComparedProgramme& before;
    const ComparedProgramme& after;
    programme::Comparison changes;
};

/// The figures side by side, then what goes, comes and changes, each with its reason, then the associations.
std::string comparison_text(const Compared& compared, const Output& out);
nlohmann::ordered_json comparison_json(const Compared& compared, const Catalogue& catalogue);
/// A row for each course of either programme.
Table comparison_rows(const Compared& compared);

} // namespace ehrenamt::cli
