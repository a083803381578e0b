// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/collation.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/attendance_list.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"

#include <algorithm>
#include <utility>

namespace ehrenamt::publishing {
namespace {

/// `Beispiel Anna`: what stands before the comma, else the last word, comes first.
std::string family_first(std::string_view name) {
    const auto text = base::trimmed(name);
    if (text.find(',') != text.npos)
        return std::string{text};
    const auto space = text.rfind(' ');
    if (space == text.npos)
        return std::string{text};
    std::string turned{text.substr(space + 1)};
    turned += ' ';
    turned += text.substr(0, space);
    return turned;
}

} // namespace

std::vector<AttendanceList::Person> signatories(const std::vector<measures::Recipient>& with_place) {
    std::vector<std::pair<std::string, const measures::Recipient*>> keyed;
    for (const auto& one : with_place)
        keyed.emplace_back(base::collation_key(family_first(one.name)), &one);
    std::ranges::sort(keyed, {}, [](const auto& one) { return std::pair{one.first, one.second->enrolment}; });
    std::vector<AttendanceList::Person> persons;
    for (const auto& [key, one] : keyed)
        persons.push_back({spoken_name(one->name), one->organisation});
    return persons;
}

} // namespace ehrenamt::publishing
