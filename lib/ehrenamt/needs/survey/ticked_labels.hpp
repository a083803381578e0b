// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/questionnaire.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ehrenamt::needs::survey {

/// What a respondent ticked, found by code, by text in either language, or by what the store keeps.
class EHRENAMT_API OptionFinder {
  public:
    explicit OptionFinder(const std::vector<Option>& options);
    /// Another text that means the option, and goes before those that are known.
    void add(const std::string& text, std::size_t option);
    /// Index of the option that a whole text means. Case, umlauts and punctuation make no difference.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view text) const;

    struct Ticked {
        std::vector<std::size_t> options = {};
        std::vector<std::string> others = {}; ///< what is none of them, in the respondent's words
        bool sure = true;                     ///< false: it can be parted in more than one way
    };
    /// Takes apart a cell of several ticked boxes. Texts that have the separator inside are found whole.
    /// \param separators  one of these parts two answers: `;`, `,;` or a space
    [[nodiscard]] Ticked ticked(std::string_view cell, std::string_view separators) const;

  private:
    std::unordered_map<std::string, std::size_t> m_exact;
    std::unordered_map<std::string, std::size_t> m_keys;
    std::size_t m_longest = 1; ///< parts that a text has at most
};

} // namespace ehrenamt::needs::survey
