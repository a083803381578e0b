// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/history.hpp"
#include "ehrenamt/store/undo.hpp"
#include "tests/unit/funding/offenbach.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;

namespace {

/// A measure as an earlier version of the program adopted it, with the copies that a migration made later of
/// its course's sessions, behind the back of every change set.
struct AdoptedEarlier : offenbach::Offenbach {
    std::int64_t adoption = 0; ///< its change set

    AdoptedEarlier() {
        run("DELETE FROM measure_session WHERE measure = (SELECT max(id) FROM measure)");
        run("DELETE FROM measure WHERE id = (SELECT max(id) FROM measure)");
        run("INSERT INTO measure (id, course, programme, planned_participants, state) "
            "SELECT max(m.id) + 50, c.id, m.programme, 10, 'planned' FROM measure m, course c "
            "WHERE c.id NOT IN (SELECT course FROM measure)");
        adoption = store::change_log(sample.get()).back().id;
        sample.get().db().exec("INSERT INTO measure_session (measure, number, day, start_minute, minutes) "
                               "SELECT max(id), 1, '2027-02-02', 1080, 180 FROM measure");
    }

    void run(const char* sql) {
        sample.change([&](store::ChangeSet&) { sample.get().db().exec(sql); });
    }

    void undo(std::int64_t id) {
        sample.change([&](store::ChangeSet& change) { store::apply_inverse(sample.get(), id, change); });
    }
};

} // namespace

TEST_CASE("what a migration copied for a measure goes with it, and comes back with it") {
    AdoptedEarlier offenbach;
    const auto measures = offenbach.rows("measure");
    const auto sessions = offenbach.rows("measure_session");
    offenbach.undo(offenbach.adoption);
    CHECK(offenbach.rows("measure") == measures - 1);
    CHECK(offenbach.rows("measure_session") == sessions - 1);
    offenbach.undo(store::change_log(offenbach.sample.get()).back().id);
    CHECK(offenbach.rows("measure") == measures);
    CHECK(offenbach.rows("measure_session") == sessions);
}

TEST_CASE("a copy that was changed since holds its measure") {
    AdoptedEarlier offenbach;
    const auto sessions = offenbach.rows("measure_session");
    offenbach.run(
        "UPDATE measure_session SET start_minute = 1020 WHERE measure = (SELECT max(id) FROM measure)");
    CHECK_THROWS_AS(offenbach.undo(offenbach.adoption), base::Rejected);
    CHECK(offenbach.rows("measure_session") == sessions);
}
