// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"
#include "ehrenamt/needs/invitation.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>

using namespace ehrenamt;
using namespace ehrenamt::needs;

namespace {

struct Opened {
    test::SampleStore sample;
    SurveyRound round = open(sample);
    std::vector<std::string> codes = issue(3);

    static SurveyRound open(test::SampleStore& sample) {
        sample.add_association("Zebra e.V.", "zebra");
        sample.add_association("Ärzte e.V.", "arzte");
        sample.add_association("Frankfurter", "frankfurter", "06412000");
        sample.change([&](store::ChangeSet& change) {
            open_round(sample.get(), change, *domain::HalfYear::parse("2027-H1"), base::Date::of(2026, 11, 2),
                       base::Date::of(2026, 11, 27));
        });
        return find_round(sample.get(), std::nullopt);
    }

    /// Bytes that count up, so that the codes are known.
    std::vector<std::string> issue(std::size_t count) {
        std::vector<std::string> made;
        sample.change([&](store::ChangeSet& change) {
            unsigned char next = 0;
            made = issue_access_codes(sample.get(), change, round, count,
                                      [&](unsigned char* bytes, std::size_t size) {
                                          std::generate_n(bytes, size, [&] { return next++; });
                                      });
        });
        return made;
    }
};

} // namespace

TEST_CASE("those invited are the active associations of the area in German order") {
    Opened opened;
    const auto invited = invited_associations(opened.sample.get());
    REQUIRE(invited.size() == 2);
    CHECK(invited[0].name == "Ärzte e.V.");
    CHECK(invited[1].name == "Zebra e.V.");
    CHECK(invited[1].place == "Offenbach am Main");
}

TEST_CASE("an access code is good once, however it is typed") {
    Opened opened;
    auto& store = opened.sample.get();
    const auto& code = opened.codes[0];
    REQUIRE(code.size() == 14);
    std::string typed = " " + code;
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](unsigned char c) { return c == '-' ? ' ' : static_cast<char>(std::tolower(c)); });
    CHECK(access_code_state(store, opened.round.id, typed) == CodeState::unused);
    opened.sample.change([&](store::ChangeSet&) {
        CHECK(use_access_code(store, opened.round.id, typed, CodeUser::named) == CodeState::unused);
        CHECK(use_access_code(store, opened.round.id, code, CodeUser::anonymous) == CodeState::used);
        CHECK(use_access_code(store, opened.round.id, opened.codes[2], CodeUser::anonymous) ==
              CodeState::unused);
        CHECK(use_access_code(store, opened.round.id, opened.codes[2], CodeUser::named) ==
              CodeState::used_anonymously);
    });
    CHECK(codes_without_answer(store, opened.round.id) == 1);
    CHECK(access_code_state(store, opened.round.id, opened.codes[1]) == CodeState::unused);
    CHECK(access_code_state(store, opened.round.id, "2222-2222-2222") == CodeState::unknown);
    CHECK(access_code_state(store, opened.round.id, "") == CodeState::unknown);
}

TEST_CASE("codes are issued once, differ, and stand nowhere in the store") {
    Opened opened;
    CHECK(std::set<std::string>(opened.codes.begin(), opened.codes.end()).size() == 3);
    CHECK_THROWS_AS(opened.issue(1), base::Error);
    SQLite::Statement rows{opened.sample.get().db(), "SELECT hash, used FROM access_code"};
    int count = 0;
    for (; rows.executeStep(); ++count)
        CHECK(rows.getColumn(1).getInt() == 0);
    CHECK(count == 3);
    SQLite::Statement found{opened.sample.get().db(),
                            "SELECT count(*) FROM access_code WHERE instr(hash, ?) > 0"};
    found.bind(1, opened.codes[0].substr(0, 4));
    found.executeStep();
    CHECK(found.getColumn(0).getInt() == 0);
}

TEST_CASE("a round that is closed by hand takes later answers as late") {
    Opened opened;
    const auto close = [&](base::Date today) {
        opened.sample.change([&](store::ChangeSet& change) {
            close_round(opened.sample.get(), change, find_round(opened.sample.get(), std::nullopt), today);
        });
    };
    CHECK_THROWS_AS(close(base::Date::of(2026, 11, 28)), base::Error); // it closed by itself
    close(base::Date::of(2026, 11, 20));
    const auto round = find_round(opened.sample.get(), std::nullopt);
    CHECK_FALSE(round.late(base::Date::of(2026, 11, 20)));
    CHECK(round.late(base::Date::of(2026, 11, 21)));
    CHECK_THROWS_AS(close(base::Date::of(2026, 11, 21)), base::Error);
}

TEST_CASE("topics are chosen by key, name and kind, and all unknown ones are named") {
    test::SampleStore sample;
    CHECK(choose_topics(sample.get(), "vereinsrecht, Fundraising,vereinsrecht") ==
          std::vector<std::string>{"fundraising", "vereinsrecht"});
    const auto general = choose_topics(sample.get(), "general").size();
    const auto specific = choose_topics(sample.get(), "specific").size();
    CHECK(general > 0);
    CHECK(choose_topics(sample.get(), "all").size() == general + specific);
    try {
        choose_topics(sample.get(), "nothing,fundraising,neither");
        FAIL("unknown topics were taken");
    } catch (const base::Rejected& rejected) {
        CHECK(rejected.problems().size() == 2);
    }
}

TEST_CASE("small groups are merged until no row stands for fewer than three") {
    test::SampleStore sample;
    Demand demand{Opened::open(sample), 0, 0, 0, 0, {}};
    const auto with = [&](std::initializer_list<std::int64_t> counts) {
        demand.rows.clear();
        for (const auto count : counts) {
            DemandRow row;
            row.key = std::to_string(count);
            row.associations = count;
            row.persons = 10 * count;
            demand.rows.push_back(row);
        }
    };
    with({5, 3});
    CHECK(merge_small_groups(demand, DemandBy::field, 3) == 0);
    CHECK(demand.rows.size() == 2);

    with({5, 4, 2, 1});
    CHECK(merge_small_groups(demand, DemandBy::field, 3) == 2);
    REQUIRE(demand.rows.size() == 3);
    CHECK(demand.rows.back().associations == 3);
    CHECK(demand.rows.back().persons == 30);

    with({5, 4, 2}); // alone it could be worked out, so the next joins it
    CHECK(merge_small_groups(demand, DemandBy::field, 3) == 2);
    REQUIRE(demand.rows.size() == 2);
    CHECK(demand.rows.back().persons == 60);

    with({5, 4, 2, 1}); // the one may be among the two
    CHECK(merge_small_groups(demand, DemandBy::topic, 3) == 3);
    CHECK(demand.rows.back().associations == 4);

    with({2});
    CHECK(merge_small_groups(demand, DemandBy::topic, 3) == 1);
    CHECK(demand.rows.empty());
}
