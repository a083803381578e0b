// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/receipts.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ehrenamt::measures {
namespace {

using base::message;

class ReceiptReader {
  public:
    ReceiptReader(const store::Store& store, base::Date today) : m_store{store}, m_today{today} {
        SQLite::Statement names{store.db(), "SELECT p.name FROM trainer t JOIN person p ON p.id = t.person"};
        while (names.executeStep())
            m_trainers.push_back(names.getColumn(0).getString());
    }

    void read(formats::Row& row, std::vector<ReceiptClaim>& claims) {
        ReceiptClaim claim;
        claim.payee = row.line_of_text("payee");
        claim.reason = row.line_of_text("reason");
        claim.document = row.line_of_text("document");
        if (const auto measure = measure_of(row))
            claim.measure = *measure;
        if (const auto line = row.choice("line", receipt_lines()))
            claim.line = receipt_lines()[*line].key;
        if (const auto day = row.date("paid_on"))
            claim.paid_on = *day;
        if (const auto amount = row.value("amount", domain::Cents::parse))
            claim.amount = *amount;
        claim.person = row.choice("person", formats::no_or_yes()) == 1U ||
                       std::ranges::find(m_trainers, claim.payee) != m_trainers.end();
        check(row, claim);
        if (row.ok())
            claims.push_back(std::move(claim));
    }

  private:
    /// By its number, else by the course's reference while one measure has it.
    std::optional<domain::MeasureId> measure_of(formats::Row& row) {
        const auto text = row.line_of_text("measure");
        if (text.empty())
            return std::nullopt;
        if (const auto id = m_store.origin().parse_id(text)) {
            SQLite::Statement query{m_store.db(), "SELECT 1 FROM measure WHERE id = ?"};
            query.bind(1, *id);
            if (query.executeStep())
                return domain::MeasureId{*id};
        }
        SQLite::Statement query{m_store.db(), R"(
            SELECT m.id FROM measure m JOIN course c ON c.id = m.course WHERE c.reference = ?)"};
        query.bind(1, text);
        std::vector<domain::MeasureId> found;
        while (query.executeStep())
            found.push_back({query.getColumn(0).getInt64()});
        if (found.size() == 1)
            return found.front();
        if (found.empty())
            row.refuse(
                "measure", "measure.unknown",
                message("there is no measure of this number or reference; see: ehrenamt list measures"));
        else
            row.refuse("measure", "measure.ambiguous",
                       message("{0} measures have this reference; write the number instead", found.size()));
        return std::nullopt;
    }

    void check(formats::Row& row, const ReceiptClaim& claim) {
        if (!row.ok())
            return;
        if (claim.amount.value <= 0)
            row.refuse("amount", "receipt.amount",
                       message("an amount is above zero; what was wrong is taken back with --reverse"));
        if (claim.paid_on > m_today)
            row.refuse("paid_on", "receipt.future", message("lies after today, {0}", m_today));
        if (!row.ok())
            return;
        const auto [seen, fresh] =
            m_lines.try_emplace({claim.document, claim.paid_on.iso(), claim.amount.value}, row.line());
        if (!fresh)
            row.refuse(
                "document", "receipt.twice",
                message(
                    "this receipt stands already in {0} {1}; the parts of one paper are told apart by its "
                    "reference, such as 17/1 and 17/2",
                    row.line_word(), seen->second));
        else if (const auto same = recorded(claim))
            row.refuse(
                "document", "receipt.twice",
                message(
                    "this receipt was entered already, as {0}; the parts of one paper are told apart by its "
                    "reference, such as 17/1 and 17/2",
                    m_store.origin().shown(same->value)));
    }

    /// One of the same paper, day and amount that was not taken back.
    [[nodiscard]] std::optional<ReceiptId> recorded(const ReceiptClaim& claim) const {
        SQLite::Statement query{m_store.db(), R"(
            SELECT id FROM receipt r WHERE document = ? AND paid_on = ? AND cents = ?
                AND NOT EXISTS (SELECT 1 FROM receipt c WHERE c.corrects = r.id))"};
        query.bind(1, claim.document);
        query.bind(2, claim.paid_on.iso());
        query.bind(3, claim.amount.value);
        if (!query.executeStep())
            return std::nullopt;
        return ReceiptId{query.getColumn(0).getInt64()};
    }

    const store::Store& m_store;
    base::Date m_today;
    std::vector<std::string> m_trainers;
    std::map<std::tuple<std::string, std::string, std::int64_t>, std::size_t> m_lines;
};

} // namespace

const std::vector<formats::Field>& receipt_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"measure",
         true,
         {"massnahme", "massnahme_nr", "kurs_nr", "kurs"},
         _m("measure, by number or reference")},
        {"line", true, {"kostenart", "art", "konto"}, _m("what it is for")},
        {"paid_on", true, {"bezahlt_am", "datum", "zahlungsdatum", "tag"}, _m("day of the payment")},
        {"payee",
         true,
         {"empfaenger", "zahlungsempfaenger", "einzahler", "zahler"},
         _m("who was paid, or of income who paid")},
        {"reason", true, {"grund", "zweck", "verwendungszweck"}, _m("what it was paid for")},
        {"amount", true, {"betrag", "betrag_eur", "amount_eur", "summe"}, _m("amount in euros, above zero")},
        {"document", true, {"beleg", "beleg_nr", "belegnummer"}, _m("reference of the paper")},
        {"person",
         false,
         {"privatperson"},
         _m("yes: the payee is a private person, kept apart; trainers are so anyway")},
    };
    return k_fields;
}

std::vector<ReceiptClaim> read_receipts(const store::Store& store, formats::ImportReader& import,
                                        base::Date today) {
    ReceiptReader reader{store, today};
    std::vector<ReceiptClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

} // namespace ehrenamt::measures
