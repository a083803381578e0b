// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/register_entry.hpp"

#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <optional>

namespace ehrenamt::associations {
namespace {

using base::message;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Without signs around it: ` (AG Offenbach)` → `AG Offenbach`.
std::string_view bare(std::string_view text) {
    constexpr std::string_view k_signs = " ,;:()/-";
    while (!text.empty() && k_signs.find(text.front()) != k_signs.npos)
        text.remove_prefix(1);
    while (!text.empty() && k_signs.find(text.back()) != k_signs.npos)
        text.remove_suffix(1);
    return text;
}

/// Where `VR` stands as a word, also directly before its number.
std::size_t find_vr(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        const bool vr = (text[at] == 'V' || text[at] == 'v') && (text[at + 1] == 'R' || text[at + 1] == 'r');
        const bool begins = at == 0 || !is_letter(text[at - 1]);
        const bool ends = at + 2 == text.size() || !is_letter(text[at + 2]);
        if (vr && begins && ends)
            return at;
    }
    return text.npos;
}

/// `-Nr. 1960 B` → `1960 B`: to the first digit, if only `Nr`, `Nummer` and signs stand before it.
std::string_view from_number(std::string_view text) {
    const auto first =
        static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_digit) - text.begin());
    if (first == text.size())
        return base::trimmed(text);
    const auto word = bare(text.substr(0, first));
    const bool only_that = word.empty() || word == "Nr" || word == "Nr." || word == "nr" || word == "NR" ||
                           word == "Nummer" || word == "No.";
    return base::trimmed(only_that ? text.substr(first) : text);
}

/// What one cell says: the number, and what stands before or behind it.
struct Cell {
    std::string_view number;
    std::string_view before;
    std::string_view behind; ///< what follows the number's first word
};

Cell cell(std::string_view text) {
    const auto vr = find_vr(text);
    Cell parts;
    parts.before = vr == text.npos ? std::string_view{} : bare(text.substr(0, vr));
    parts.number = from_number(vr == text.npos ? text : text.substr(vr + 2));
    const auto space = parts.number.find_first_of(" (,");
    parts.behind = space == parts.number.npos ? std::string_view{} : bare(parts.number.substr(space));
    return parts;
}

} // namespace

RegisterEntry register_entry(std::string_view court, std::string_view number, const References& references) {
    RegisterEntry entry;
    // Both in the court's cell: Amtsgericht Offenbach VR 1960.
    const bool both_at_court = number.empty() && find_vr(court) != court.npos;
    const auto parts = cell(both_at_court ? court : number);
    const auto court_cell = both_at_court ? std::string_view{} : court;
    entry.number = parts.number;
    std::optional<std::string> beside;
    if (!parts.before.empty()) {
        const auto known = references.court(parts.before);
        if (known)
            beside = *known;
        else
            entry.problems.emplace_back(both_at_court ? "register_court" : "register_number",
                                        known.problem());
    } else if (!parts.behind.empty()) {
        if (const auto known = references.court(parts.behind)) {
            beside = *known;
            entry.number = parts.number.substr(0, parts.number.find_first_of(" (,"));
        }
    }
    if (!court_cell.empty()) {
        const auto known = references.court(court_cell);
        if (known)
            entry.court = *known;
        else
            entry.problems.emplace_back("register_court", known.problem());
        if (known && beside && *beside != *known)
            entry.problems.emplace_back(
                "register_number", base::Problem{"register.contradiction",
                                                 message("'{0}' names another court than '{1}'",
                                                         base::printable(number), base::printable(court))});
    } else if (beside) {
        entry.court = *beside;
    }
    const bool names_court = !court_cell.empty() || !parts.before.empty() || beside;
    if (!names_court && !entry.number.empty())
        entry.problems.emplace_back(
            "register_court", base::Problem{"register.incomplete",
                                            message("a register number needs the court that keeps the "
                                                    "register; --register-court says it for a whole file")});
    return entry;
}

} // namespace ehrenamt::associations
