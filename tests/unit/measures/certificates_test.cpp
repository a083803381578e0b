// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/certificates.hpp"
#include "ehrenamt/store/undo.hpp"
#include "tests/support/held_measure.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;
using measures::Attendee;
using Verdict = measures::CertificateVerdict;
using test::HeldMeasure;

namespace {

const measures::SigningKey& key() {
    static const measures::SigningKey k_key{measures::SigningKey::Seed{1}};
    return k_key;
}

constexpr std::int64_t k_least = 80;
const base::Date k_after = base::Date::of(2027, 4, 1);

Attendee only(const HeldMeasure& held, domain::PersonId person) {
    const auto found = measures::attendees(held.store(), {{}, person, {}});
    REQUIRE(found.size() == 1);
    return found.front();
}

/// The attendee as issue() leaves it.
Attendee issued(HeldMeasure& held, domain::PersonId person, base::Date day = k_after) {
    auto attendee = only(held, person);
    std::vector<Attendee*> list{&attendee};
    held.change([&](store::ChangeSet& change) {
        measures::issue(held.store(), change, key().public_key(), list, day);
    });
    return attendee;
}

Verdict verdict(const HeldMeasure& held, domain::PersonId person, base::Date today = k_after,
                bool replace = false) {
    return measures::verdict_on(only(held, person), k_least, today, replace);
}

} // namespace

TEST_CASE("who attended enough gets a certificate, to the minute") {
    HeldMeasure held; // two sessions of 180 minutes: 288 minutes are 80 percent
    CHECK(verdict(held, held.add("All", {180, 180})) == Verdict::issue);
    CHECK(verdict(held, held.add("Enough", {180, 108})) == Verdict::issue);
    CHECK(verdict(held, held.add("Short", {180, 107})) == Verdict::too_few);
    CHECK(verdict(held, held.add("Never", {0, 0})) == Verdict::too_few);
    CHECK(measures::verdict_on(only(held, held.add("None", {0, 0})), 1, k_after, false) == Verdict::too_few);
}

TEST_CASE("nobody gets one before the measure is over and every session recorded") {
    HeldMeasure held;
    const auto person = held.add("Anna", {180, 180});
    CHECK(verdict(held, person, base::Date::of(2027, 3, 12)) == Verdict::not_over);
    CHECK(verdict(held, person, base::Date::of(2027, 3, 13)) == Verdict::issue);
    HeldMeasure half;
    CHECK(verdict(half, half.add("Anna", {180})) == Verdict::not_over);
}

TEST_CASE("a certificate comes again under its number, with the same text in its code") {
    HeldMeasure held;
    const auto person = held.add("Anna", {180, 180});
    const auto first = issued(held, person);
    CHECK(verdict(held, person) == Verdict::reprint);
    const auto again = issued(held, person, base::Date::of(2028, 1, 1));
    CHECK(again.certificate->id == first.certificate->id);
    CHECK(again.certificate->issued_on == k_after);
    CHECK(measures::seal_of(again, key()) == measures::seal_of(first, key()));
    const auto seal = measures::verified(measures::seal_of(again, key()), key().public_key());
    REQUIRE(seal);
    CHECK(seal->attended.minutes == 360);
    CHECK(seal->last_day == base::Date::of(2027, 3, 13));
    CHECK(measures::is_for(*seal, "anna"));
}

TEST_CASE("a certificate whose attendance was corrected since is not printed again") {
    HeldMeasure held;
    const auto person = held.add("Anna", {180, 180});
    issued(held, person);
    held.run("UPDATE attendance SET minutes = 100 WHERE session = 2");
    CHECK(verdict(held, person) == Verdict::changed);
}

TEST_CASE("after a certificate was revoked another has to be asked for and has another number") {
    HeldMeasure held;
    const auto person = held.add("Anna", {180, 180});
    const auto first = issued(held, person);
    const auto revoke = [&](measures::CertificateId id) {
        held.change([&](store::ChangeSet& change) {
            measures::revoke(held.store(), change, id, "wrong name", k_after);
        });
    };
    revoke(first.certificate->id);
    CHECK_THROWS_WITH(revoke(first.certificate->id), doctest::Contains("was revoked on"));
    CHECK_THROWS_WITH(revoke({17}), doctest::Contains("there is no certificate"));
    CHECK(verdict(held, person) == Verdict::revoked);
    CHECK(verdict(held, person, k_after, true) == Verdict::replace);
    CHECK(issued(held, person).certificate->id != first.certificate->id);
    CHECK(verdict(held, person, k_after, true) == Verdict::reprint);
}

TEST_CASE("who cancelled is no attendee, and a cancelled measure has none") {
    HeldMeasure held;
    const auto person = held.add("Anna", {180, 180});
    held.run("UPDATE enrolment SET state = 'cancelled'");
    CHECK(measures::attendees(held.store(), {{}, person, {}}).empty());
    held.run("UPDATE enrolment SET state = 'attended'");
    held.run("UPDATE measure SET state = 'cancelled', cancelled_on = '2027-01-01', cancel_reason = 'r'");
    CHECK(measures::attendees(held.store(), {held.measure(), {}, {}}).empty());
}

TEST_CASE("a number that was taken back by undo is not given again") {
    HeldMeasure held;
    const auto person = held.add("Anna", {180, 180});
    const auto first = issued(held, person);
    const auto last = store::change_log(held.store()).back().id;
    held.change([&](store::ChangeSet& change) { store::apply_inverse(held.store(), last, change); });
    CHECK(verdict(held, person) == Verdict::issue);
    CHECK_FALSE(measures::current_key(held.store()));
    CHECK(issued(held, person).certificate->id > first.certificate->id);
}

TEST_CASE("attendees come in the order of a German list, narrowed by all that is asked for") {
    HeldMeasure held;
    const auto zoe = held.add("Zoe", {180, 180});
    held.add("Ärger, Anna", {180, 180});
    held.add("Bert", {180, 180});
    std::vector<std::string> names;
    for (const auto& attendee : measures::attendees(held.store(), {held.measure(), {}, {}}))
        names.push_back(attendee.name);
    CHECK(names == std::vector<std::string>{"Ärger, Anna", "Bert", "Zoe"});
    CHECK(measures::attendees(held.store(), {held.measure(), zoe, {}}).size() == 1);
    CHECK_THROWS_WITH(measures::attendees(held.store(), {domain::MeasureId{1}, {}, {}}),
                      doctest::Contains("there is no measure"));
    CHECK_THROWS_WITH(measures::attendees(held.store(), {{}, domain::PersonId{1}, {}}),
                      doctest::Contains("there is no person"));
}
