// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/questionnaire.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ehrenamt::needs::survey {

/// A question, or one line of a question that has several (a box, an item).
struct Target {
    const Question* question = nullptr;
    const Option* line = nullptr; ///< nullptr: the question as a whole
    bool own_words = false;       ///< the field „other“ beside its boxes

    bool operator==(const Target&) const = default;
    /// `TOPICS[buchfuehrung]`
    [[nodiscard]] EHRENAMT_API std::string code() const;
};

/// How the headings of an export say which question a column is about.
enum class HeadingStyle { none, code, code_and_text, text, abbreviated };

/// Finds the question that a heading is about, however a tool writes it: `Q[x]`, `Q_x`, `Group/Q/x`,
/// `Q[x]. Text [line]`, `Text [line]` in German or English, the same cut to 15 characters.
class EHRENAMT_API Headings {
  public:
    /// \param questionnaire  must live as long as this
    explicit Headings(const Questionnaire& questionnaire);
    Headings(const Headings&) = delete;
    Headings& operator=(const Headings&) = delete;

    struct Found {
        std::vector<Target> targets = {}; ///< several: the heading does not tell which
        HeadingStyle style = HeadingStyle::none;
        /// The heading is about this question, but about no line of it that is known.
        const Question* unknown_line_of = nullptr;
        std::string unknown_line = {};
    };
    /// \param strict  codes in capitals only: with tools whose headings are words („Name“)
    [[nodiscard]] Found find(std::string_view heading, bool strict) const;
    /// Codes of all questions and lines, and those that LimeSurvey adds, as a heading has them.
    [[nodiscard]] std::vector<std::string> codes() const;
    /// The target of a code as a person writes it, `TOPICS[x]` or `TOPICS_x`; without question if there is
    /// none.
    [[nodiscard]] Target by_code(std::string_view code) const;

  private:
    using Table = std::unordered_map<std::string, std::vector<Target>>;
    void add(const QuestionGroup& group, const Target& target, std::string_view language);
    [[nodiscard]] bool by_code(std::string_view heading, bool strict, Found& found) const;
    [[nodiscard]] bool by_code_and_text(std::string_view heading, Found& found) const;
    [[nodiscard]] bool by_text(std::string_view heading, Found& found) const;

    const Questionnaire& m_questionnaire;
    Table m_codes;
    Table m_texts;
    Table m_abbreviated;
};

} // namespace ehrenamt::needs::survey
