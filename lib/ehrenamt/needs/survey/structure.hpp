// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <map>
#include <string>
#include <string_view>

namespace ehrenamt::needs::survey {

/// The words of a questionnaire by the codes of its questions.
class EHRENAMT_API QuestionWords {
  public:
    /// \param code  `Q1`, or `Q1[SQ001]` for a line of it
    void add(std::string_view code, std::string_view text);
    /// What the questionnaire says of a column with that heading, without markup; empty: nothing.
    [[nodiscard]] std::string of(std::string_view heading) const;
    [[nodiscard]] bool empty() const { return m_words.empty(); }

  private:
    std::map<std::string, std::string> m_words;
};

/// Reads LimeSurvey's `.lss` or tab-separated structure, or sheet `survey` of an XLSForm.
/// \param file  name for messages
/// \throws base::Rejected `mapping.structure`
EHRENAMT_API QuestionWords read_structure(std::string_view bytes, const std::string& file);

} // namespace ehrenamt::needs::survey
