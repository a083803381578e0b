// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/verdict.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::cli {

/// What an import takes a file for, in lines of at most 80 columns: dialect, headings, which column is which
/// field, which are not used, and which are left out because they name persons.
std::vector<base::Message> verdict_lines(const formats::Verdict& verdict, const Catalogue& catalogue);
/// The same for machines: all columns with heading, field and reason.
nlohmann::ordered_json verdict_json(const formats::Verdict& verdict, const Catalogue& catalogue);

/// A line that is in the user's language already.
base::Message said(const std::string& text);
/// `title item, item, …` broken into lines of at most 80 columns, the further ones indented.
std::vector<base::Message> listed(const std::string& title, const std::vector<std::string>& items);

/// All problems of a file as CSV: file, line, column, field, value, rule, message; as JSON if the file is
/// called
/// `.json`.
std::string problems_file(const std::vector<base::Problem>& problems, const Catalogue& catalogue, bool json);

} // namespace ehrenamt::cli
