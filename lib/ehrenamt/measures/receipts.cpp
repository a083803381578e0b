// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/receipts.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>

namespace ehrenamt::measures {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

constexpr std::array<std::string_view, 3> k_income = {"participant_fees", "donation", "other_income"};

/// A trainer of this name, else the person that an earlier receipt was for, else a new one.
domain::PersonId payee_person(store::Store& store, store::ChangeSet& change, const std::string& name,
                              base::Date today) {
    SQLite::Statement find{store.db(), R"(
        SELECT p.id FROM person p LEFT JOIN trainer t ON t.person = p.id
        WHERE p.name = ? AND (t.id IS NOT NULL OR p.purpose = 'payee of receipts') ORDER BY t.id IS NULL, p.id)"};
    find.bind(1, name);
    if (find.executeStep())
        return {find.getColumn(0).getInt64()};
    const auto id = change.next_id<domain::PersonId>();
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO person (id, name, purpose, legal_basis, retention_class, recorded_on)
        VALUES (?, ?, 'payee of receipts', 'Art. 6 Abs. 1 lit. c DSGVO', 'tax_vouchers', ?))"};
    insert.bind(1, id.value);
    insert.bind(2, name);
    insert.bind(3, today.iso());
    insert.exec();
    return id;
}

std::optional<domain::Cents> share(domain::Cents whole, std::int64_t numerator, std::int64_t parts) {
    if (parts <= 0)
        return std::nullopt;
    const auto scaled = (whole * numerator).value;
    return domain::Cents{(scaled + parts / 2) / parts};
}

std::vector<MeasureAccount> listed(const store::Store& store, std::optional<domain::MeasureId> measure,
                                   const std::optional<domain::HalfYear>& half_year) {
    SQLite::Statement query{store.db(), R"(
        SELECT m.id, c.reference, c.title, m.state,
               (SELECT count(DISTINCT a.enrolment) FROM attendance a WHERE a.measure = m.id AND a.minutes > 0),
               iif(m.state = 'cancelled', 0,
                   ifnull((SELECT sum(s.minutes) FROM measure_session s WHERE s.measure = m.id), 0)),
               (SELECT count(*) FROM receipt r WHERE r.measure = m.id)
        FROM measure m JOIN course c ON c.id = m.course
        WHERE (?1 IS NULL OR m.id = ?1) AND (?2 IS NULL OR c.half_year = ?2) ORDER BY m.id)"};
    if (measure)
        query.bind(1, measure->value);
    if (half_year)
        query.bind(2, half_year->text());
    std::vector<MeasureAccount> accounts;
    while (query.executeStep())
        accounts.push_back({{query.getColumn(0).getInt64()},
                            query.getColumn(1).getString(),
                            query.getColumn(2).getString(),
                            query.getColumn(3).getString(),
                            {},
                            query.getColumn(4).getInt64(),
                            {query.getColumn(5).getInt64()},
                            query.getColumn(6).getInt64()});
    return accounts;
}

void add_lines(const store::Store& store, MeasureAccount& account) {
    SQLite::Statement query{store.db(), "SELECT sum(cents) FROM receipt WHERE measure = ? AND line = ?"};
    for (const auto& line : receipt_lines()) {
        query.reset();
        query.bind(1, account.measure.value);
        query.bind(2, std::string{line.key});
        query.executeStep();
        if (const auto cents = query.getColumn(0).getInt64(); cents != 0)
            account.lines.emplace_back(line.key, domain::Cents{cents});
    }
}

} // namespace

const std::vector<formats::Choice>& receipt_lines() {
    static const std::vector<formats::Choice> k_lines = {
        {"fee", {"honorar", "referentenkosten"}},
        {"material", {"materialkosten", "sachkosten"}},
        {"room", {"raum", "raummiete", "miete"}},
        {"travel", {"fahrtkosten", "reisekosten"}},
        {"catering", {"bewirtung", "verpflegung"}},
        {"publicity", {"oeffentlichkeitsarbeit", "werbung"}},
        {"other", {"sonstiges", "sonstige_kosten"}},
        {"participant_fees", {"teilnahmebeitraege", "teilnahmebeitrag"}},
        {"donation", {"spende", "spenden"}},
        {"other_income", {"sonstige_einnahmen", "einnahmen"}},
    };
    return k_lines;
}

bool is_income(std::string_view line) {
    return std::ranges::find(k_income, line) != k_income.end();
}

std::string_view german_line(std::string_view line) {
    constexpr std::array<std::string_view, 10> k_german = {
        "Honorar",           "Material",          "Raum",
        "Fahrtkosten",       "Bewirtung",         "Öffentlichkeitsarbeit",
        "sonstige Kosten",   "Teilnahmebeiträge", "Spende",
        "sonstige Einnahmen"};
    const auto& lines = receipt_lines();
    const auto found = std::ranges::find(lines, line, &formats::Choice::key);
    return found == lines.end() ? line : k_german[static_cast<std::size_t>(found - lines.begin())];
}

std::vector<ReceiptId> record_receipts(store::Store& store, store::ChangeSet& change,
                                       const std::vector<ReceiptClaim>& claims, base::Date today) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO receipt (id, measure, line, paid_on, payee, payee_person, reason, cents, document, recorded_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"};
    std::vector<ReceiptId> ids;
    for (const auto& claim : claims) {
        insert.reset();
        insert.clearBindings();
        if (claim.person)
            insert.bind(6, payee_person(store, change, claim.payee, today).value);
        else
            insert.bind(5, claim.payee);
        ids.push_back(change.next_id<ReceiptId>());
        insert.bind(1, ids.back().value);
        insert.bind(2, claim.measure.value);
        insert.bind(3, claim.line);
        insert.bind(4, claim.paid_on.iso());
        insert.bind(7, claim.reason);
        insert.bind(8, claim.amount.value);
        insert.bind(9, claim.document);
        insert.bind(10, today.iso());
        insert.exec();
        change.count("receipts_new", 1);
    }
    return ids;
}

ReceiptId reverse_receipt(store::Store& store, store::ChangeSet& change, ReceiptId id,
                          const std::string& reason, base::Date today) {
    SQLite::Statement find{store.db(), R"(
        SELECT r.corrects, (SELECT c.id FROM receipt c WHERE c.corrects = r.id) FROM receipt r WHERE r.id = ?)"};
    find.bind(1, id.value);
    const auto shown = store.origin().shown(id.value);
    if (!find.executeStep())
        throw Error{ExitStatus::failed, "receipt.unknown",
                    message("there is no receipt {0}; see: ehrenamt list receipts", shown)};
    if (!find.isColumnNull(0))
        throw Error{ExitStatus::failed, "receipt.counter_entry",
                    message("{0} is a counter-entry itself; enter the receipt anew instead", shown)};
    if (!find.isColumnNull(1))
        throw Error{ExitStatus::failed, "receipt.reversed",
                    message("receipt {0} was taken back already, by {1}", shown,
                            store.origin().shown(find.getColumn(1).getInt64()))};
    const auto counter = change.next_id<ReceiptId>();
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO receipt (id, measure, line, paid_on, payee, payee_person, reason, cents, document, corrects,
                             recorded_on)
        SELECT ?1, measure, line, paid_on, payee, payee_person, ?3, -cents, document, id, ?4 FROM receipt WHERE id = ?2)"};
    insert.bind(1, counter.value);
    insert.bind(2, id.value);
    insert.bind(3, reason);
    insert.bind(4, today.iso());
    insert.exec();
    change.count("receipts_reversed", 1);
    return counter;
}

domain::Cents MeasureAccount::of_line(std::string_view line) const {
    const auto found = std::ranges::find(lines, line, &std::pair<std::string, domain::Cents>::first);
    return found == lines.end() ? domain::Cents{} : found->second;
}

domain::Cents MeasureAccount::costs() const {
    domain::Cents sum;
    for (const auto& [line, amount] : lines)
        if (!is_income(line))
            sum += amount;
    return sum;
}

domain::Cents MeasureAccount::income() const {
    domain::Cents sum;
    for (const auto& [line, amount] : lines)
        if (is_income(line))
            sum += amount;
    return sum;
}

std::optional<domain::Cents> MeasureAccount::cost_per_participant() const {
    return share(costs(), 1, participants);
}

std::optional<domain::Cents> MeasureAccount::cost_per_ue() const {
    return share(costs(), domain::k_minutes_per_ue, teaching_time.minutes);
}

std::vector<MeasureAccount> measure_accounts(const store::Store& store,
                                             std::optional<domain::MeasureId> measure,
                                             const std::optional<domain::HalfYear>& half_year) {
    auto accounts = listed(store, measure, half_year);
    if (measure && accounts.empty())
        throw Error{ExitStatus::failed, "measure.unknown",
                    message("there is no measure {0}; see: ehrenamt list measures",
                            store.origin().shown(measure->value))};
    for (auto& account : accounts)
        add_lines(store, account);
    return accounts;
}

} // namespace ehrenamt::measures
