// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/survey/sheet_plan.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs::survey {

/// Reads a mapping file for answers (TOML: `tool`, and for each column `[[column]]` with `number`, `heading`,
/// `question`, `values`). \returns nothing if the file is a mapping of another kind, or cannot be opened
/// \throws base::Rejected `mapping.syntax`, `mapping.unknown_key`
EHRENAMT_API std::optional<AnswerMapping> read_answer_mapping(const std::filesystem::path& path);
EHRENAMT_API std::optional<AnswerMapping> read_answer_mapping(std::string_view toml, const std::string& file);

/// What a drafted mapping is made of.
struct DraftColumn {
    std::string heading;
    std::vector<std::string> values; ///< different ones, if they are few
    std::string label; ///< what the questionnaire's own file says of the column, if there is one
};

/// A mapping to be completed by a person: each column with its values, and what it may be. Nothing is taken
/// for sure that the headings do not say: a proposal stands in a comment.
EHRENAMT_API std::string draft_mapping(Tool tool, const std::vector<DraftColumn>& columns,
                                       const Headings& headings, const Questionnaire& questionnaire);

/// Reads all rows for the draft. \param most_values  of a column that has more of them none are kept
EHRENAMT_API std::vector<DraftColumn> look_for_draft(formats::ImportReader& reader, std::size_t most_values);

} // namespace ehrenamt::needs::survey
