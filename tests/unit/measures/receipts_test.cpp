// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/agreements.hpp"
#include "ehrenamt/measures/receipts.hpp"
#include "ehrenamt/store/undo.hpp"
#include "tests/support/held_measure.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace ehrenamt;
using measures::ReceiptClaim;
using measures::ReceiptId;
using test::HeldMeasure;

namespace {

const base::Date k_today = base::Date::of(2027, 4, 1);

struct Read {
    std::vector<ReceiptClaim> claims;
    std::vector<base::Problem> problems;
    [[nodiscard]] std::string rules() const {
        std::string text;
        for (const auto& problem : problems)
            text += (text.empty() ? "" : " ") + problem.rule;
        return text;
    }
};

Read read(const HeldMeasure& held, const std::string& rows) {
    const auto bytes = "Kurs;Kostenart;Datum;Empfänger;Grund;Betrag;Beleg;Privatperson\n" + rows;
    formats::ImportReader import{bytes, {.file = "b.csv"}, measures::receipt_fields()};
    Read result{measures::read_receipts(held.store(), import, k_today), {}};
    result.problems = import.problems();
    return result;
}

std::vector<ReceiptId> record(HeldMeasure& held, const std::vector<ReceiptClaim>& claims) {
    std::vector<ReceiptId> ids;
    held.change([&](store::ChangeSet& change) {
        ids = measures::record_receipts(held.store(), change, claims, k_today);
    });
    return ids;
}

ReceiptId reverse(HeldMeasure& held, ReceiptId id) {
    ReceiptId counter;
    held.change([&](store::ChangeSet& change) {
        counter = measures::reverse_receipt(held.store(), change, id, "wrong", k_today);
    });
    return counter;
}

measures::MeasureAccount account(const HeldMeasure& held) {
    return measures::measure_accounts(held.store(), held.measure(), std::nullopt).front();
}

ReceiptClaim claim(const HeldMeasure& held, std::int64_t cents, const std::string& document,
                   const std::string& line = "room") {
    return {held.measure(), line,    base::Date::of(2027, 3, 20), "Stadt Offenbach", false, "Miete",
            {cents},        document};
}

} // namespace

TEST_CASE(
    "a receipt is read with German headings and words, by the course's reference or the measure's number") {
    const HeldMeasure held;
    const auto number = held.store().origin().shown(held.measure().value);
    const auto found = read(held, "K1;Raummiete;20.3.2027;Stadt Offenbach;Miete;1.234,50 €;17;\n" + number +
                                      ";Teilnahmebeiträge;2027-03-21;Kasse;Beiträge;60;18;\n");
    CHECK(found.rules() == "");
    REQUIRE(found.claims.size() == 2);
    CHECK(found.claims[0].line == "room");
    CHECK(found.claims[0].amount == domain::Cents{123450});
    CHECK(found.claims[0].measure == held.measure());
    CHECK(found.claims[1].line == "participant_fees");
    CHECK(found.claims[1].measure == held.measure());
}

TEST_CASE("what cannot be a receipt is refused, all of it at once") {
    HeldMeasure held;
    CHECK(read(held, "K9;room;20.3.2027;A;B;1;17;\n").rules() == "measure.unknown");
    CHECK(read(held, "K1;bribe;30.2.2027;A;B;x;17;\n").rules() == "field.choice date.day money.format");
    CHECK(read(held, "K1;room;;;;;;\n").problems.size() == 5);
    CHECK(read(held, "K1;room;20.3.2027;A;B;0;17;\n").rules() == "receipt.amount");
    CHECK(read(held, "K1;room;20.3.2027;A;B;-5;17;\n").rules() == "receipt.amount");
    CHECK(read(held, "K1;room;1.4.2027;A;B;5;17;\n").rules() == "");
    CHECK(read(held, "K1;room;2.4.2027;A;B;5;17;\n").rules() == "receipt.future");
}

TEST_CASE("the same receipt is refused twice, in a file and in the store, until it was taken back") {
    HeldMeasure held;
    const std::string row = "K1;room;20.3.2027;Stadt Offenbach;Miete;20;17;\n";
    CHECK(read(held, row + row).rules() == "receipt.twice");
    CHECK(read(held, row + "K1;room;20.3.2027;Stadt Offenbach;Miete;20;17/2;\n").rules() == "");
    const auto ids = record(held, read(held, row).claims);
    CHECK(read(held, row).rules() == "receipt.twice");
    reverse(held, ids.front());
    CHECK(read(held, row).rules() == "");
    CHECK_THROWS_WITH(reverse(held, ids.front()), doctest::Contains("taken back already"));
}

TEST_CASE("a counter-entry cannot be taken back, nor what is not there") {
    HeldMeasure held;
    const auto id = record(held, {claim(held, 2000, "17")}).front();
    const auto counter = reverse(held, id);
    CHECK_THROWS_WITH(reverse(held, counter), doctest::Contains("counter-entry itself"));
    CHECK_THROWS_WITH(reverse(held, ReceiptId{1}), doctest::Contains("there is no receipt"));
}

TEST_CASE("a person's name stands in person only, a trainer's in his own entry") {
    HeldMeasure held;
    held.change([&](store::ChangeSet& change) {
        const auto person = change.next_id<domain::PersonId>().value;
        held.store().db().exec("INSERT INTO person VALUES (" + std::to_string(person) +
                               ", 'Beispiel, Anna', NULL, NULL, 'p', 'b', 'r', '2027-01-02')");
        held.store().db().exec("INSERT INTO trainer (id, person) VALUES (" +
                               std::to_string(change.next_id<domain::TrainerId>().value) + ", " +
                               std::to_string(person) + ")");
    });
    record(
        held,
        read(held,
             "K1;fee;20.3.2027;Beispiel, Anna;Honorar;210;1;\nK1;travel;20.3.2027;Klein, Emil;Fahrt;5;2;ja\n"
             "K1;travel;21.3.2027;Klein, Emil;Fahrt;5;3;ja\nK1;room;20.3.2027;Stadt;Miete;5;4;\n")
            .claims);
    const auto count = [&](const char* query) { return held.store().db().execAndGet(query).getInt(); };
    CHECK(count("SELECT count(*) FROM person") == 2);
    CHECK(count("SELECT count(*) FROM receipt WHERE payee IS NOT NULL") == 1);
    CHECK(count("SELECT count(DISTINCT payee_person) FROM receipt WHERE payee_person IS NOT NULL") == 2);
}

TEST_CASE("costs for each participant and UE are rounded to the nearer cent, and nobody divides by nothing") {
    HeldMeasure held; // 360 minutes are 8 UE
    CHECK_FALSE(account(held).cost_per_participant());
    CHECK(account(held).cost_per_ue() == domain::Cents{0});
    held.add("Anna", {180, 180});
    held.add("Bert", {1, 0});
    held.add("Carl", {180, 0});
    held.add("Dora", {0, 0});
    record(held,
           {claim(held, 10000, "1", "fee"), claim(held, 1, "2"), claim(held, 3000, "3", "participant_fees")});
    CHECK(account(held).participants == 3);
    CHECK(account(held).costs() == domain::Cents{10001});
    CHECK(account(held).income() == domain::Cents{3000});
    CHECK(account(held).cost_per_participant() == domain::Cents{3334}); // 33.3366…
    CHECK(account(held).cost_per_ue() == domain::Cents{1250});          // 12.50125
    held.run("UPDATE measure SET state = 'cancelled', cancelled_on = '2027-01-01', cancel_reason = 'r'");
    CHECK_FALSE(account(held).cost_per_ue());
}

TEST_CASE("no cent is lost or made by entering, taking back and undoing") {
    std::mt19937 random{20261125};
    HeldMeasure held;
    const auto& lines = measures::receipt_lines();
    std::int64_t costs = 0;
    std::int64_t income = 0;
    for (int round = 0; round < 60; ++round) {
        const auto& line = std::string{lines[random() % lines.size()].key};
        const auto cents = static_cast<std::int64_t>(1 + random() % 100'000);
        const auto id = record(held, {claim(held, cents, std::to_string(round), line)}).front();
        auto& side = measures::is_income(line) ? income : costs;
        const auto what = random() % 3;
        if (what == 0)
            side += cents;
        if (what == 1)
            reverse(held, id);
        if (what == 2) {
            const auto last = store::change_log(held.store()).back().id;
            held.change([&](store::ChangeSet& change) { store::apply_inverse(held.store(), last, change); });
        }
        const auto now = account(held);
        REQUIRE(now.costs().value == costs);
        REQUIRE(now.income().value == income);
        std::int64_t by_line = 0;
        for (const auto& [name, amount] : now.lines)
            by_line += measures::is_income(name) ? -amount.value : amount.value;
        REQUIRE(by_line == costs - income);
    }
}
