// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/granted_deadlines.hpp"
#include "tests/unit/funding/offenbach.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace ehrenamt;
using namespace ehrenamt::offenbach;
using funding::Grant;

namespace {

const HalfYear k_half = *HalfYear::parse("2027-H1");

funding::GrantedMeasure measure(std::int64_t number, Date last_day, std::int64_t granted, std::int64_t flat) {
    return {number, "Kurs", last_day, false, Cents{granted}, Cents{flat}, {}};
}

/// 500 € for the development, 300 € for a course until 10 March, 200 € for one until 20 May.
Grant grant() {
    return {{1},
            "III-17",
            Date::of(2027, 2, 1),
            k_half,
            Cents{50000},
            {measure(1, Date::of(2027, 3, 10), 30000, 5000), measure(2, Date::of(2027, 5, 20), 20000, 5000)},
            {}};
}

/// Asked for on 5 February, came on the 8th, to be used by 8 April.
funding::Drawdown paid(std::int64_t cents) {
    return {{7},          Date::of(2027, 2, 5), Date::of(2027, 2, 5), Date::of(2027, 4, 8),
            Cents{cents}, Date::of(2027, 2, 8)};
}

std::string refusal(const Grant& of, std::optional<Cents> amount, Date payout = Date::of(2027, 2, 5),
                    Date today = Date::of(2027, 2, 5)) {
    const auto result = funding::amount_of(of, {today, payout, amount}, funding::months_later(payout, 2));
    return result ? result->decimal() : result.problem().rule;
}

} // namespace

TEST_CASE("a month later is the same day, or the month's last") {
    CHECK(funding::months_later(Date::of(2027, 2, 5), 2) == Date::of(2027, 4, 5));
    CHECK(funding::months_later(Date::of(2026, 12, 31), 2) == Date::of(2027, 2, 28));
    CHECK(funding::months_later(Date::of(2027, 12, 31), 2) == Date::of(2028, 2, 29));
    CHECK(funding::months_later(Date::of(2026, 11, 30), 14) == Date::of(2028, 1, 30));
}

TEST_CASE("due is the development and each measure that is over by then, cancelled ones never") {
    auto offenbach = grant();
    CHECK(funding::due_until(offenbach, Date::of(2027, 3, 9)) == Cents{50000});
    CHECK(funding::due_until(offenbach, Date::of(2027, 3, 10)) == Cents{80000});
    CHECK(funding::due_until(offenbach, Date::of(2027, 5, 20)) == Cents{100000});
    offenbach.measures[0].cancelled = true;
    CHECK(funding::due_until(offenbach, Date::of(2027, 5, 20)) == Cents{70000});
}

TEST_CASE("without an amount all is asked for that is due within the time and not drawn") {
    auto offenbach = grant();
    CHECK(refusal(offenbach, std::nullopt) == "800.00");
    offenbach.drawdowns = {paid(60000)};
    CHECK(refusal(offenbach, std::nullopt) == "200.00");
    offenbach.drawdowns = {paid(80000)};
    CHECK(refusal(offenbach, std::nullopt) == "drawdown.nothing_due");
    CHECK(refusal(offenbach, std::nullopt, Date::of(2027, 3, 20)) == "200.00");
}

TEST_CASE("what is not due or not granted is refused") {
    auto offenbach = grant();
    CHECK(refusal(offenbach, Cents{80000}) == "800.00");
    CHECK(refusal(offenbach, Cents{80001}) == "drawdown.not_due");
    CHECK(refusal(offenbach, Cents{100001}) == "drawdown.above_grant");
    CHECK(refusal(offenbach, Cents{0}) == "drawdown.amount");
    CHECK(refusal(offenbach, Cents{-5}) == "drawdown.amount");
    CHECK(refusal(offenbach, Cents{100}, Date::of(2027, 2, 4)) == "drawdown.payout");
    CHECK(refusal(offenbach, Cents{100}, Date::of(2027, 2, 5), Date::of(2027, 1, 31)) == "drawdown.order");
}

TEST_CASE("a later decision that grants less than was drawn leaves nothing to draw") {
    auto offenbach = grant();
    offenbach.drawdowns = {paid(80000)};
    offenbach.development = Cents{0};
    CHECK(refusal(offenbach, std::nullopt) == "drawdown.nothing_due");
    CHECK(refusal(offenbach, Cents{1}) == "drawdown.above_grant");
}

TEST_CASE("money is used by development, flats and receipts, in the order of their days") {
    auto offenbach = grant();
    offenbach.drawdowns = {paid(80000)};
    // 500 € development, 50 € flat on 10 March; the other 250 € wait for receipts.
    auto unused = funding::unused_money(offenbach, Date::of(2027, 3, 20));
    REQUIRE(unused.size() == 1);
    CHECK(unused[0].amount == Cents{25000});
    CHECK_FALSE(unused[0].late(Date::of(2027, 4, 8)));
    CHECK(unused[0].late(Date::of(2027, 4, 9)));
    // More than the grant of the measure was paid: only its grant counts.
    offenbach.measures[0].payments = {{Date::of(2027, 3, 12), Cents{20000}},
                                      {Date::of(2027, 4, 8), Cents{9000}}};
    CHECK(funding::unused_money(offenbach, Date::of(2027, 4, 20)).empty());
}

TEST_CASE("money that is spent after its time is late with the day it was spent") {
    auto offenbach = grant();
    offenbach.drawdowns = {paid(80000)};
    offenbach.measures[0].payments = {{Date::of(2027, 3, 12), Cents{20000}},
                                      {Date::of(2027, 4, 9), Cents{4000}}};
    const auto unused = funding::unused_money(offenbach, Date::of(2027, 5, 1));
    REQUIRE(unused.size() == 2);
    CHECK(unused[0].amount == Cents{4000});
    CHECK(unused[0].used_on == Date::of(2027, 4, 9));
    CHECK(unused[0].from == Date::of(2027, 2, 8));
    CHECK(unused[1].amount == Cents{1000});
    CHECK_FALSE(unused[1].used_on);
}

TEST_CASE("what a cancelled measure cost does not spend the money that came for it") {
    auto offenbach = grant();
    offenbach.drawdowns = {paid(80000)};
    offenbach.measures[0].payments = {{Date::of(2027, 3, 12), Cents{25000}}};
    CHECK(funding::unused_money(offenbach, Date::of(2027, 3, 20)).empty());
    offenbach.measures[0].cancelled = true;
    const auto unused = funding::unused_money(offenbach, Date::of(2027, 3, 20));
    REQUIRE(unused.size() == 1);
    CHECK(unused[0].amount == Cents{30000});
}

TEST_CASE("money that has not come cannot be unused") {
    auto offenbach = grant();
    offenbach.drawdowns = {paid(80000)};
    offenbach.drawdowns[0].paid_on.reset();
    CHECK(funding::unused_money(offenbach, Date::of(2028, 1, 1)).empty());
}

TEST_CASE(
    "whatever is drawn, never more than the grant, and what is unused is what came less what was spent") {
    std::mt19937 random{17};
    const auto upto = [&](int most) {
        return static_cast<std::int64_t>(random() % static_cast<unsigned>(most)) + 1;
    };
    for (int run = 0; run < 2000; ++run) {
        auto offenbach = grant();
        for (auto& one : offenbach.measures) {
            one.granted = Cents{upto(50000)};
            one.flat = std::min(one.granted, Cents{upto(6000)});
            one.last_day = Date::of(2027, 2, 1).plus_days(static_cast<int>(upto(150)));
            for (auto day = one.last_day; random() % 3 != 0; day = day.plus_days(static_cast<int>(upto(20))))
                one.payments.push_back({day, Cents{upto(20000)}});
        }
        Cents came;
        for (auto day = offenbach.decided_on; day < Date::of(2027, 12, 1);
             day = day.plus_days(static_cast<int>(upto(40)))) {
            const auto until = funding::months_later(day, 2);
            const auto amount = funding::amount_of(offenbach, {day, day, std::nullopt}, until);
            if (!amount)
                continue;
            came += *amount;
            offenbach.drawdowns.push_back({{run}, day, day, until, *amount, day});
        }
        CHECK(came <= offenbach.granted());
        Cents spent = offenbach.development;
        for (const auto& one : offenbach.measures) {
            Cents receipts;
            for (const auto& payment : one.payments)
                receipts += payment.amount;
            spent += one.flat + std::min(one.granted - one.flat, receipts);
        }
        Cents open;
        for (const auto& money : funding::unused_money(offenbach, Date::of(2028, 12, 31)))
            if (!money.used_on)
                open += money.amount;
        CHECK(open == std::max(Cents{}, came - spent));
    }
}
