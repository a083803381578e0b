// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/identity_of_persons.hpp"

#include "ehrenamt/associations/name_match.hpp"
#include "ehrenamt/associations/name_words.hpp"
#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

constexpr std::array<std::string_view, 6> k_titles = {"dipl", "dr", "frau", "herr", "ing", "prof"};

/// `a beispiel` of `anna beispiel`: a word that is one letter stands for any word that begins so.
bool initials_alike(std::string_view one, std::string_view other) {
    const auto first = base::split(one, ' ');
    const auto second = base::split(other, ' ');
    if (first.size() != second.size())
        return false;
    bool whole_word = false;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const bool initial = first[i].size() == 1 || second[i].size() == 1;
        if (initial ? first[i].substr(0, 1) != second[i].substr(0, 1) : first[i] != second[i])
            return false;
        whole_word = whole_word || !initial;
    }
    return whole_word;
}

bool alike(const std::string& one, const std::string& other) {
    constexpr unsigned k_slips = 2;
    return associations::slips(one, other, k_slips) <= k_slips || initials_alike(one, other);
}

} // namespace

base::Result<std::string> parse_person_name(std::string_view text) {
    constexpr std::size_t k_longest = 200;
    if (base::find_invalid_utf8(text) != text.npos || base::find_control(text) != text.npos)
        return Problem{"person.characters",
                       message("the name holds control characters, which a name cannot have")};
    auto name = base::composed(base::trimmed(text));
    if (name.size() > k_longest || person_key(name).empty())
        return Problem{
            "person.name",
            message("this is no name of a person: it needs letters, at most {0} bytes", k_longest)};
    return name;
}

base::Result<std::string> parse_email(std::string_view text) {
    const auto at = text.find('@');
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != '<' && c != '>' && c != ',' && c != ';' &&
               c != '"';
    });
    const bool one_at = at != text.npos && at > 0 && text.find('@', at + 1) == text.npos;
    const auto dot = text.rfind('.');
    if (!plain || !one_at || dot == text.npos || dot < at + 2 || dot + 2 >= text.size() ||
        base::find_control(text) != text.npos)
        return Problem{"email.format", message("this is not an e-mail address; write name@example.org")};
    return std::string{text};
}

std::string person_key(std::string_view name) {
    auto words = associations::plain_words(name);
    std::erase_if(words, [](const std::string& word) {
        return std::ranges::find(k_titles, word) != k_titles.end() ||
               std::ranges::none_of(word, [](unsigned char c) { return std::isdigit(c) == 0; });
    });
    std::ranges::sort(words);
    return base::joined(words, " ");
}

Sameness compare(const PersonTraits& one, const PersonTraits& other) {
    const bool same_address = !one.email.empty() && one.email == other.email;
    const bool two_addresses = !one.email.empty() && !other.email.empty() && !same_address;
    if (same_address)
        return alike(one.name_key, other.name_key) ? Sameness::same : Sameness::different;
    if (one.name_key != other.name_key)
        return Sameness::different;
    const bool same_group = one.group == other.group && !one.group.empty();
    if (two_addresses)
        return same_group ? Sameness::doubtful : Sameness::different;
    return same_group ? Sameness::same : Sameness::doubtful;
}

} // namespace ehrenamt::measures
