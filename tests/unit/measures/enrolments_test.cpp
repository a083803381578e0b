// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/enrolments.hpp"
#include "ehrenamt/store/undo.hpp"
#include "tests/support/held_measure.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace ehrenamt;
using namespace ehrenamt::measures;

namespace {

constexpr const char* k_now = "2027-01-20T10:00:00Z";

/// The measure of HeldMeasure, still to come.
class Course {
  public:
    Course(std::int64_t capacity, std::string_view order) {
        held.run("UPDATE measure SET state = 'planned', capacity = " + std::to_string(capacity) +
                 ", places_by = '" + std::string{order} + "'" + (order == "draw" ? ", draw_seed = 's'" : ""));
    }
    [[nodiscard]] Measure now() const { return *read_measure(held.store(), held.measure()); }
    void enrol(const std::vector<EnrolmentClaim>& claims) {
        held.change(
            [&](store::ChangeSet& change) { record_enrolments(held.store(), change, claims, k_now); });
    }
    void give() {
        held.change([&](store::ChangeSet& change) {
            give_places_together(held.store(), change, now(), k_now, base::Date::of(2027, 1, 20));
        });
    }
    void cancel(const PlaceInList& one) {
        held.change([&](store::ChangeSet& change) {
            const Enrolment enrolment{one.enrolment, held.measure(), one.state};
            REQUIRE(
                cancel_enrolment(held.store(), change, enrolment, k_now, base::Date::of(2027, 1, 20), ""));
        });
    }
    [[nodiscard]] std::vector<PlaceInList> places() const { return places_of(held.store(), now()); }
    /// Names with state, in the order of places.
    [[nodiscard]] std::vector<std::string> named_places() const {
        SQLite::Statement name{
            held.store().db(),
            "SELECT p.name FROM enrolment e JOIN person p ON p.id = e.person WHERE e.id = ?"};
        std::vector<std::string> all;
        for (const auto& one : places()) {
            name.reset();
            name.bind(1, one.enrolment.value);
            name.executeStep();
            all.push_back(name.getColumn(0).getString() + " " + one.state);
        }
        return all;
    }
    test::HeldMeasure held;
};

/// People of different names; some at the same instant, told apart by their place in the list.
std::vector<EnrolmentClaim> people(domain::MeasureId measure, std::mt19937& random, int count) {
    const auto upto = [&](int most) { return std::uniform_int_distribution<int>{0, most}(random); };
    std::vector<EnrolmentClaim> all;
    for (int i = 0; i < count; ++i) {
        EnrolmentClaim one;
        one.measure = measure;
        one.name = std::string{"Person "} + static_cast<char>('A' + i);
        one.organisation = upto(2) == 0 ? "" : std::string{"Chor "} + static_cast<char>('A' + upto(3));
        one.received_at = "2027-01-0" + std::to_string(1 + upto(3)) + "T10:00:00Z";
        one.position = i;
        one.priority = 1 + upto(2);
        one.legal_basis = "Vertrag";
        all.push_back(std::move(one));
    }
    return all;
}

/// As many places are taken as there are, or nobody waits.
void check_places(const Course& course, std::int64_t capacity) {
    const auto places = course.places();
    const auto taken = std::ranges::count(places, "confirmed", &PlaceInList::state);
    const auto waiting = std::ranges::count(places, "waiting", &PlaceInList::state);
    CHECK(taken <= capacity);
    CHECK((waiting == 0 || taken == capacity));
}

} // namespace

TEST_CASE(
    "whatever is enrolled and cancelled, no more have a place than there are, and nobody waits beside a "
    "free one") {
    std::mt19937 random{7};
    for (const auto* order : {"receipt", "priority", "not_served_first", "draw"}) {
        const std::int64_t capacity = 3 + static_cast<std::int64_t>(random() % 4);
        Course course{capacity, order};
        auto claims = people(course.held.measure(), random, 18);
        bool given = std::string_view{order} == "receipt";
        for (std::size_t at = 0; at < claims.size(); at += 3) {
            course.enrol({claims.begin() + static_cast<std::ptrdiff_t>(at),
                          claims.begin() + static_cast<std::ptrdiff_t>(at) + 3});
            if (!given && at == 6) {
                course.give();
                given = true;
            }
            check_places(course, given ? capacity : 0);
            const auto places = course.places();
            course.cancel(places[random() % places.size()]);
            check_places(course, given ? capacity : 0);
        }
        CHECK(course.places().size() == claims.size() - claims.size() / 3);
    }
}

TEST_CASE("the order of a list's rows decides nothing that their time and place do not") {
    std::mt19937 random{11};
    for (const auto* order : {"receipt", "priority", "not_served_first", "draw"}) {
        std::set<std::vector<std::string>> outcomes;
        std::vector<EnrolmentClaim> claims;
        for (int i = 0; i < 3; ++i) {
            Course course{5, order};
            if (i == 0)
                claims = people(course.held.measure(), random, 12);
            std::ranges::shuffle(claims, random);
            course.enrol(claims);
            if (std::string_view{order} != "receipt")
                course.give();
            outcomes.insert(course.named_places());
        }
        CHECK(outcomes.size() == 1);
        CHECK(outcomes.begin()->size() == 12);
    }
}

TEST_CASE("enrolling is undone without a trace") {
    std::mt19937 random{13};
    Course course{4, "receipt"};
    const auto claims = people(course.held.measure(), random, 9);
    course.enrol({claims.begin(), claims.begin() + 3});
    const auto before = store::change_log(course.held.store()).back();
    course.enrol({claims.begin() + 3, claims.end()});
    const auto done = store::change_log(course.held.store()).back();
    CHECK(done.content_hash != before.content_hash);
    CHECK(course.places().size() == claims.size());
    {
        store::ChangeSet change{course.held.store(), {"undo", "tester", k_now, done.id}};
        store::apply_inverse(course.held.store(), done.id, change);
        REQUIRE(change.commit());
    }
    CHECK(store::change_log(course.held.store()).back().content_hash == before.content_hash);
    CHECK(course.places().size() == 3);
}
