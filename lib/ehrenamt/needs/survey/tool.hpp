// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace ehrenamt::needs::survey {

/// What wrote a file of answers.
enum class Tool {
    form, ///< our own CSV form, a row for each answer
    limesurvey,
    limesurvey_vv,
    kobo,
    odk,
    nextcloud_forms,
    google_forms,
    microsoft_forms,
    other, ///< read by a mapping file only
};

/// How a user names it: `limesurvey`, `limesurvey-vv`, `google-forms` …
EHRENAMT_API std::string_view word_of(Tool tool);
EHRENAMT_API std::optional<Tool> tool_of(std::string_view word);
/// The same in every language: `LimeSurvey`.
EHRENAMT_API std::string_view name_of(Tool tool);
/// As column `source` of table `response` has it.
EHRENAMT_API std::string_view source_of(Tool tool);

/// What wrote the file, by the columns that every export of a tool has beside the questions; none if no tool
/// can be told. \param delimiter  of the file
EHRENAMT_API std::optional<Tool> find_tool(const std::vector<std::string>& header, char delimiter);

/// What a column holds that is no answer to a question.
enum class Meta {
    none,
    reference,    ///< number of the answer in its tool
    submitted_at, ///< day, mostly with a time; empty: not sent off
    started_at,   ///< the same for answers that were not sent off
    token,        ///< LimeSurvey's own access code
    person,       ///< name or address of whoever answered: never read
    other,        ///< nothing that is needed
};
EHRENAMT_API Meta meta_of(Tool tool, std::string_view heading, std::size_t column);

} // namespace ehrenamt::needs::survey
