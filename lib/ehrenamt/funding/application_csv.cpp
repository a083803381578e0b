// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/funding/application_document.hpp"

#include <array>

namespace ehrenamt::funding {
namespace {

using domain::Cents;
using formats::CsvWriter;

CsvWriter writer_for(bool for_excel) {
    return CsvWriter{for_excel ? formats::CsvStyle::excel_de : formats::CsvStyle::plain};
}

Cents cost_of(const MeasureFacts& facts, CostKind kind) {
    Cents sum;
    for (const auto& cost : facts.costs)
        if (cost.kind == kind)
            sum += cost.amount;
    return sum;
}

constexpr std::array<std::string_view, 11> k_money_columns = {
    "fee",       "material", "other_costs", "total_cost", "participant_fees", "other_income",
    "own_funds", "ceiling",  "grant",       "flat",       "requested"};
constexpr std::array<std::string_view, 14> k_columns = {
    "number", "id",    "title",     "kind",     "topic",   "partner", "trainer",
    "place",  "dates", "first_day", "last_day", "minutes", "ue",      "planned_participants"};

/// The amounts of one row, in the order of k_money_columns.
std::array<Cents, k_money_columns.size()> money_of(const MeasureFacts& facts, const MeasureShare& share) {
    if (facts.state == MeasureState::cancelled)
        return {};
    const auto& assessment = share.assessment;
    const Cents fee = cost_of(facts, CostKind::fee);
    const Cents material = cost_of(facts, CostKind::material);
    return {fee,
            material,
            assessment.total_cost - fee - material,
            assessment.total_cost,
            facts.participant_fees,
            facts.other_income,
            own_funds(assessment),
            assessment.ceiling,
            assessment.grant,
            share.flat,
            assessment.grant + share.flat};
}

void write_content(CsvWriter& csv, std::size_t number, const MeasureEntry& entry) {
    const auto& facts = entry.facts;
    const auto hundredths = facts.teaching_time.minutes * 100 / domain::k_minutes_per_ue;
    csv.number(static_cast<std::int64_t>(number)).text(entry.id).text(facts.title);
    csv.text(facts.specific ? "specific" : "general").text(entry.topic).text(facts.partner);
    csv.text(entry.trainer).text(entry.place).text(entry.dates).date(facts.first_day).date(entry.last_day);
    csv.number(facts.teaching_time.minutes).decimal(Cents{hundredths}.decimal());
    csv.number(facts.planned_participants);
}

std::string reasons(const MeasureEntry& entry) {
    const auto& facts = entry.facts;
    return facts.specific ? facts.no_supraregional_offer : facts.no_partner_reason;
}

/// `rate_ue_regular_max, eligible_cost_kinds`: what the row's money rests on.
std::string rule_keys(const MeasureShare& share) {
    std::string keys;
    const auto append = [&](const std::string& key) {
        if (keys.find(key) == std::string::npos)
            keys += (keys.empty() ? "" : ", ") + key;
    };
    for (const auto& line : share.assessment.lines)
        append(line.rule.key);
    if (share.flat_rule)
        append(share.flat_rule->key);
    return keys;
}

} // namespace

std::string measures_csv(const ApplicationDocument& document, bool for_excel) {
    auto csv = writer_for(for_excel);
    for (const auto column : k_columns)
        csv.text(column);
    for (const auto column : k_money_columns)
        csv.text(column);
    csv.text("reason").text("rules").end_record();
    std::array<Cents, k_money_columns.size()> sums{};
    for (std::size_t i = 0; i < document.input.measures.size(); ++i) {
        const auto& entry = document.input.measures[i];
        const auto& share = document.assessment.shares[i];
        write_content(csv, i + 1, entry);
        const auto money = money_of(entry.facts, share);
        for (std::size_t column = 0; column < money.size(); ++column) {
            sums[column] += money[column];
            csv.decimal(money[column].decimal());
        }
        csv.text(reasons(entry)).text(rule_keys(share)).end_record();
    }
    csv.text("sum");
    for (std::size_t column = 1; column < k_columns.size(); ++column)
        csv.empty();
    for (const auto sum : sums)
        csv.decimal(sum.decimal());
    csv.empty().empty().end_record();
    return csv.take();
}

std::string plan_csv(const ApplicationDocument& document, bool for_excel) {
    auto csv = writer_for(for_excel);
    csv.text("part").text("key").text("label").text("amount").end_record();
    const auto write = [&](std::string_view part, const std::vector<PlanLine>& lines) {
        for (const auto& line : lines)
            csv.text(part).text(line.key).text(line.label).decimal(line.amount.decimal()).end_record();
    };
    write("costs", document.plan.costs);
    csv.text("costs")
        .text("total")
        .text("Summe der Kosten")
        .decimal(document.plan.total.decimal())
        .end_record();
    write("funds", document.plan.funds);
    csv.text("funds")
        .text("total")
        .text("Summe der Finanzierung")
        .decimal(document.plan.total.decimal())
        .end_record();
    csv.text("funds")
        .text("requested")
        .text("Beantragte Zuwendung")
        .decimal(document.assessment.total.decimal())
        .end_record();
    return csv.take();
}

} // namespace ehrenamt::funding
