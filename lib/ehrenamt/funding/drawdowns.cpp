// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/drawdowns.hpp"

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/receipts.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::funding {
namespace {

using base::Date;
using base::message;
using base::Problem;
using domain::Cents;

Date stored_day(const SQLite::Column& column) {
    return *Date::parse(column.getString());
}

std::vector<Payment> payments_of(const store::Store& store, std::int64_t measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT paid_on, cents, line FROM receipt r
        WHERE measure = ? AND corrects IS NULL AND NOT EXISTS (SELECT 1 FROM receipt c WHERE c.corrects = r.id)
        ORDER BY paid_on, id)"};
    query.bind(1, measure);
    std::vector<Payment> payments;
    while (query.executeStep())
        if (!measures::is_income(query.getColumn(2).getString()))
            payments.push_back({stored_day(query.getColumn(0)), Cents{query.getColumn(1).getInt64()}});
    return payments;
}

std::vector<GrantedMeasure> measures_of(const store::Store& store, DecisionId decision) {
    SQLite::Statement query{store.db(), R"(
        SELECT s.number, s.title,
               ifnull((SELECT max(day) FROM measure_session x WHERE x.measure = m.id), s.first_day),
               m.state = 'cancelled', g.granted_cents, min(s.flat_cents, g.granted_cents), m.id
        FROM decision d JOIN decision_measure g ON g.decision = d.id JOIN measure m ON m.id = g.measure
             JOIN submission_measure s ON s.application = d.application AND s.version = d.version
                                          AND s.measure = g.measure
        WHERE d.id = ? AND g.granted_cents > 0 ORDER BY s.number)"};
    query.bind(1, decision.value);
    std::vector<GrantedMeasure> measures;
    while (query.executeStep())
        measures.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                            stored_day(query.getColumn(2)), query.getColumn(3).getInt() != 0,
                            Cents{query.getColumn(4).getInt64()}, Cents{query.getColumn(5).getInt64()},
                            payments_of(store, query.getColumn(6).getInt64())});
    return measures;
}

std::vector<Drawdown> drawdowns_of(const store::Store& store, domain::ApplicationId application) {
    SQLite::Statement query{store.db(), R"(
        SELECT w.id, w.requested_on, w.payout_on, ifnull(p.use_until, w.use_until), w.cents, p.paid_on
        FROM drawdown w JOIN decision d ON d.id = w.decision LEFT JOIN payout p ON p.drawdown = w.id
        WHERE d.application = ? ORDER BY w.requested_on, w.id)"};
    query.bind(1, application.value);
    std::vector<Drawdown> drawdowns;
    while (query.executeStep()) {
        drawdowns.push_back({{query.getColumn(0).getInt64()},
                             stored_day(query.getColumn(1)),
                             stored_day(query.getColumn(2)),
                             stored_day(query.getColumn(3)),
                             Cents{query.getColumn(4).getInt64()}});
        if (!query.getColumn(5).isNull())
            drawdowns.back().paid_on = stored_day(query.getColumn(5));
    }
    return drawdowns;
}

/// What was spent of the grant until today, in order of the days.
std::vector<Payment> spent(const Grant& grant, Date today) {
    std::vector<Payment> payments;
    const auto add = [&](Date on, Cents amount) {
        if (amount.value > 0 && on <= today)
            payments.push_back({on, amount});
    };
    add(grant.decided_on, grant.development);
    for (const auto& measure : grant.measures) {
        // What a cancelled one cost is not what the money was granted for.
        if (measure.cancelled)
            continue;
        add(measure.last_day, measure.flat);
        auto left = measure.granted - measure.flat;
        for (const auto& payment : measure.payments) {
            const auto part = std::min(payment.amount, left);
            add(payment.on, part);
            left = left - part;
        }
    }
    std::ranges::stable_sort(payments, {}, &Payment::on);
    return payments;
}

std::vector<Drawdown> in_order_of_payout(const Grant& grant) {
    std::vector<Drawdown> paid;
    std::ranges::copy_if(grant.drawdowns, std::back_inserter(paid),
                         [](const Drawdown& drawdown) { return drawdown.paid_on.has_value(); });
    std::ranges::stable_sort(paid, {}, &Drawdown::paid_on);
    return paid;
}

Problem refused(std::string rule, std::string option, base::Message text, std::string value = {}) {
    return {std::move(rule), std::move(text), {"", 0, 0, std::move(option)}, std::move(value)};
}

Problem not_due(const Grant& grant, Cents left, Cents amount, Date use_until) {
    std::vector<std::int64_t> later;
    for (const auto& measure : grant.measures)
        if (!due(measure, use_until))
            later.push_back(measure.number);
    return refused(
        "drawdown.not_due", "--amount",
        message("only {0} more are due by {1}; not yet, because cancelled or over only later: nos. "
                "{2}",
                left, use_until, fmt::format("{}", fmt::join(later, ", "))),
        amount.decimal());
}

void write(const store::Store& store, const Grant& grant, const Drawdown& drawdown, const RuleSet& rules) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO drawdown (id, decision, requested_on, payout_on, use_until, cents, rule_set)
        VALUES (?, ?, ?, ?, ?, ?, ?))"};
    insert.bind(1, drawdown.id.value);
    insert.bind(2, grant.decision.value);
    insert.bind(3, drawdown.requested_on.iso());
    insert.bind(4, drawdown.payout_on.iso());
    insert.bind(5, drawdown.use_until.iso());
    insert.bind(6, drawdown.amount.value);
    insert.bind(7, rules.hash());
    insert.exec();
}

Drawdown payable(const Grant& grant, DrawdownId id, const std::string& shown) {
    const auto found = std::ranges::find(grant.drawdowns, id, &Drawdown::id);
    if (found == grant.drawdowns.end())
        throw base::Error{base::ExitStatus::failed, "drawdown.unknown",
                          message("there is no drawdown {0} for {1}; see: ehrenamt list drawdowns", shown,
                                  grant.half_year)};
    return *found;
}

void check_payout(const Drawdown& drawdown, Date paid_on, Date today) {
    std::vector<Problem> problems;
    if (drawdown.paid_on)
        problems.push_back(refused("payout.twice", "--received",
                                   message("its money came on {0} already", *drawdown.paid_on)));
    if (paid_on > today)
        problems.push_back(
            refused("payout.future", "--on", message("lies after today, {0}", today), paid_on.iso()));
    if (paid_on < drawdown.requested_on)
        problems.push_back(refused("payout.order", "--on",
                                   message("lies before the request of {0}", drawdown.requested_on),
                                   paid_on.iso()));
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
}

} // namespace

Cents Grant::granted() const {
    Cents sum = development;
    for (const auto& measure : measures)
        sum += measure.granted;
    return sum;
}

Cents Grant::drawn() const {
    Cents sum;
    for (const auto& drawdown : drawdowns)
        sum += drawdown.amount;
    return sum;
}

Grant grant_in_force(const store::Store& store, domain::HalfYear half_year) {
    SQLite::Statement query{store.db(), R"(
        SELECT d.id, d.number, d.decided_on, d.development_cents, d.application, d.proof_by
        FROM decision d JOIN application a ON a.id = d.application
        WHERE a.half_year = ? ORDER BY d.decided_on DESC, d.id DESC LIMIT 1)"};
    query.bind(1, half_year.text());
    if (!query.executeStep())
        throw base::Error{
            base::ExitStatus::failed, "drawdown.no_decision",
            message("no decision about {0} is entered; see: ehrenamt record-decision", half_year)};
    Grant grant{{query.getColumn(0).getInt64()},
                query.getColumn(1).getString(),
                stored_day(query.getColumn(2)),
                half_year,
                Cents{query.getColumn(3).getInt64()},
                {},
                drawdowns_of(store, {query.getColumn(4).getInt64()})};
    grant.measures = measures_of(store, grant.decision);
    if (!query.getColumn(5).isNull())
        grant.proof_by = stored_day(query.getColumn(5));
    grant.contact_point = associations::own_contact_point(store).municipality.text();
    return grant;
}

Date months_later(Date day, std::int64_t months) {
    const std::chrono::year_month_day from{day.days()};
    const auto month = from.year() / from.month() + std::chrono::months{months};
    const std::chrono::year_month_day same{month / from.day()};
    return Date::of(
        std::chrono::sys_days{same.ok() ? same : std::chrono::year_month_day{month / std::chrono::last}});
}

bool due(const GrantedMeasure& measure, Date until) {
    return !measure.cancelled && measure.last_day <= until;
}

Cents due_until(const Grant& grant, Date until) {
    Cents sum = grant.development;
    for (const auto& measure : grant.measures)
        if (due(measure, until))
            sum += measure.granted;
    return sum;
}

std::vector<UnusedMoney> unused_money(const Grant& grant, Date today) {
    const auto payments = spent(grant, today);
    std::vector<UnusedMoney> unused;
    std::size_t next = 0;
    Cents used; // of payments[next]
    for (const auto& drawdown : in_order_of_payout(grant)) {
        auto left = drawdown.amount;
        for (; left.value > 0 && next < payments.size();) {
            const auto& payment = payments[next];
            const auto part = std::min(left, payment.amount - used);
            if (payment.on > drawdown.use_until)
                unused.push_back({drawdown.id, part, *drawdown.paid_on, drawdown.use_until, payment.on});
            left = left - part;
            used += part;
            if (used == payment.amount) {
                ++next;
                used = {};
            }
        }
        if (left.value > 0)
            unused.push_back({drawdown.id, left, *drawdown.paid_on, drawdown.use_until, std::nullopt});
    }
    return unused;
}

base::Result<Cents> amount_of(const Grant& grant, const DrawdownClaim& claim, Date use_until) {
    if (claim.payout_on < claim.requested_on)
        return refused("drawdown.payout", "--payout", message("lies before today, {0}", claim.requested_on),
                       claim.payout_on.iso());
    if (claim.requested_on < grant.decided_on)
        return refused("drawdown.order", "--today",
                       message("lies before the decision of {0}", grant.decided_on),
                       claim.requested_on.iso());
    const auto left = std::max(Cents{}, due_until(grant, use_until) - grant.drawn());
    if (!claim.amount) {
        if (left.value == 0)
            return refused("drawdown.nothing_due", "--amount",
                           message("nothing more is due by {0}: {1} of {2} are drawn", use_until,
                                   grant.drawn(), grant.granted()));
        return left;
    }
    const auto amount = *claim.amount;
    if (amount.value <= 0)
        return refused("drawdown.amount", "--amount", message("an amount above zero is meant"),
                       amount.decimal());
    if (amount > grant.granted() - grant.drawn())
        return refused("drawdown.above_grant", "--amount",
                       message("of {0} granted {1} are drawn", grant.granted(), grant.drawn()),
                       amount.decimal());
    if (amount > left)
        return not_due(grant, left, amount, use_until);
    return amount;
}

const Rule& use_within(const RuleSet& rules, Date day, std::string_view contact_point) {
    const auto* rule = rules.at(keys::k_use_within, day, contact_point);
    if (rule == nullptr)
        throw base::Error{base::ExitStatus::failed, "rules.missing",
                          message("the rules say nothing about {0} on {1}; see: ehrenamt load-reference",
                                  std::string{keys::k_use_within}, day)};
    return *rule;
}

Drawdown record_drawdown(const store::Store& store, store::ChangeSet& change, const Grant& grant,
                         const DrawdownClaim& claim, const RuleSet& rules, const RuleTexts& texts) {
    const auto use_until =
        months_later(claim.payout_on, use_within(rules, claim.requested_on, grant.contact_point).integer());
    const auto amount = amount_of(grant, claim, use_until);
    if (!amount)
        throw base::Rejected{{amount.problem()}};
    const Drawdown drawdown{change.next_id<DrawdownId>(), claim.requested_on, claim.payout_on, use_until,
                            *amount};
    record_rule_set(store, rules, texts);
    write(store, grant, drawdown, rules);
    change.count("drawdowns_new", 1);
    return drawdown;
}

Drawdown record_payout(const store::Store& store, store::ChangeSet& change, const Grant& grant, DrawdownId id,
                       Date paid_on, Date today, const RuleSet& rules) {
    auto drawdown = payable(grant, id, store.origin().shown(id.value));
    check_payout(drawdown, paid_on, today);
    drawdown.paid_on = paid_on;
    drawdown.use_until =
        months_later(paid_on, use_within(rules, drawdown.requested_on, grant.contact_point).integer());
    SQLite::Statement insert{store.db(),
                             "INSERT INTO payout (drawdown, paid_on, use_until) VALUES (?, ?, ?)"};
    insert.bind(1, id.value);
    insert.bind(2, paid_on.iso());
    insert.bind(3, drawdown.use_until.iso());
    insert.exec();
    change.count("payouts_new", 1);
    return drawdown;
}

} // namespace ehrenamt::funding
