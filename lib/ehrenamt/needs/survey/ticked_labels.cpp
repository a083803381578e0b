// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/ticked_labels.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <algorithm>

namespace ehrenamt::needs::survey {

OptionFinder::OptionFinder(const std::vector<Option>& options) {
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto& [code, value, text] = options[i];
        for (const auto* const name : {&code, &value, &text.de, &text.en})
            if (m_keys.contains(formats::heading_key(*name)))
                m_exact.try_emplace(*name, i); // the option above goes first
            else
                add(*name, i);
    }
}

void OptionFinder::add(const std::string& text, std::size_t option) {
    m_exact.insert_or_assign(text, option);
    m_keys.insert_or_assign(formats::heading_key(text), option);
    const auto parts = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == ',' || c == ';'; }));
    m_longest = std::max(m_longest, parts + 1);
}

std::optional<std::size_t> OptionFinder::find(std::string_view text) const {
    if (const auto found = m_exact.find(std::string{text}); found != m_exact.end())
        return found->second;
    const auto key = formats::heading_key(text);
    const auto found = key.empty() ? m_keys.end() : m_keys.find(key);
    if (found == m_keys.end())
        return std::nullopt;
    return found->second;
}

OptionFinder::Ticked OptionFinder::ticked(std::string_view cell, std::string_view separators) const {
    struct Part {
        std::size_t begin;
        std::size_t end;
    };
    std::vector<Part> parts;
    for (std::size_t begin = 0; begin <= cell.size();) {
        const auto end = std::min(cell.find_first_of(separators, begin), cell.size());
        if (!base::trimmed(cell.substr(begin, end - begin)).empty())
            parts.push_back({begin, end});
        begin = end + 1;
    }
    // From behind: in how many ways the rest can be parted into known texts (2 = several), the fewest unknown
    // parts, and how far the first piece of the best way reaches.
    struct Way {
        std::size_t unknown = 0;
        int ways = 1;
        std::size_t length = 0;
        std::optional<std::size_t> option = {};
    };
    std::vector<Way> best(parts.size() + 1);
    for (std::size_t at = parts.size(); at-- > 0;) {
        best[at] = {best[at + 1].unknown + 1, best[at + 1].ways, 1, {}};
        for (std::size_t length = 1; length <= std::min(m_longest, parts.size() - at); ++length) {
            const auto text =
                base::trimmed(cell.substr(parts[at].begin, parts[at + length - 1].end - parts[at].begin));
            const auto option = find(text);
            const auto& rest = best[at + length];
            if (!option)
                continue;
            if (rest.unknown < best[at].unknown)
                best[at] = {rest.unknown, rest.ways, length, option};
            else if (rest.unknown == best[at].unknown && best[at].option)
                best[at].ways = 2;
        }
    }
    Ticked ticked;
    ticked.sure = best.front().ways == 1;
    bool after_unknown = false;
    for (std::size_t at = 0; at < parts.size(); at += best[at].length) {
        if (best[at].option) {
            ticked.options.push_back(*best[at].option);
            after_unknown = false;
            continue;
        }
        // Unknown parts that follow each other are one text that has the separator inside.
        const auto text = base::trimmed(cell.substr(parts[at].begin, parts[at].end - parts[at].begin));
        if (after_unknown)
            ticked.others.back() += std::string{cell.substr(parts[at - 1].end, 1)} + " " + std::string{text};
        else
            ticked.others.emplace_back(text);
        after_unknown = true;
    }
    return ticked;
}

} // namespace ehrenamt::needs::survey
