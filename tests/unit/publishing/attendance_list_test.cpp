// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/attendance_list.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using namespace ehrenamt::publishing;

namespace {

/// Names on the list of people who enrolled in this order.
std::vector<std::string> listed(const std::vector<std::string>& enrolled) {
    std::vector<measures::Recipient> recipients;
    for (const auto& name : enrolled)
        recipients.push_back({{static_cast<std::int64_t>(recipients.size()) + 1},
                              {7},
                              name,
                              "a@example.org",
                              "Chor",
                              "confirmed",
                              "place_free"});
    std::vector<std::string> names;
    for (const auto& person : signatories(recipients))
        names.push_back(person.name);
    return names;
}

} // namespace

TEST_CASE("an attendance list goes by family name as a dictionary does, whichever way a name was written") {
    CHECK(listed({"Zoë Straßer", "Groß, Jürgen", "Ärmel, Öznur", "Bernd Arm", "Anna von der Aue"}) ==
          std::vector<std::string>{"Bernd Arm", "Öznur Ärmel", "Anna von der Aue", "Jürgen Groß",
                                   "Zoë Straßer"});
}

TEST_CASE("the given name decides among one family, the number of the enrolment among the same name") {
    CHECK(listed({"Weiß, Zoë", "Änne Weiß"}) == std::vector<std::string>{"Änne Weiß", "Zoë Weiß"});
    CHECK(listed({"Anna Alpha", "Alpha, Anna"}).size() == 2);
    CHECK(listed({"Madonna", ""}) == std::vector<std::string>{"", "Madonna"});
    CHECK(listed({}).empty());
}
