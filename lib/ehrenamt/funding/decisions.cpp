// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/decisions.hpp"

#include "ehrenamt/base/error.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace ehrenamt::funding {
namespace {

using base::Message;
using base::message;
using base::Problem;
using domain::Cents;

constexpr auto k_results = std::to_array<std::string_view>({"full", "partial", "rejected"});

const SubmittedMeasure* numbered(const Submission& submission, std::int64_t number) {
    const auto found = std::ranges::find(submission.measures, number, &SubmittedMeasure::number);
    return found == submission.measures.end() ? nullptr : &*found;
}

class Judge {
  public:
    Judge(const DecisionClaim& claim, const Submission& submission)
        : m_claim{claim}, m_submission{submission} {}

    std::vector<Problem> judge(const std::vector<KnownDecision>& earlier, base::Date today) {
        days(earlier, today);
        if (m_claim.result == DecisionResult::partial)
            partial();
        else if (!m_claim.measures.empty() || m_claim.development)
            add("decision.amounts", "--result",
                message("a decision in full or a rejection has no amounts of its own; else it is partial"));
        if (m_problems.empty())
            total();
        return std::move(m_problems);
    }

  private:
    void add(std::string rule, std::string option, Message text, std::string value = {}) {
        m_problems.push_back(
            {std::move(rule), std::move(text), {"", 0, 0, std::move(option)}, std::move(value)});
    }

    void days(const std::vector<KnownDecision>& earlier, base::Date today) {
        const auto& day = m_claim.decided_on;
        if (day > today)
            add("decision.future", "--on", message("lies after today, {0}", today), day.iso());
        if (day < m_submission.submitted_on)
            add("decision.before_application", "--on",
                message("lies before the application, which was submitted on {0}", m_submission.submitted_on),
                day.iso());
        for (const auto& known : earlier) {
            if (known.number == m_claim.number)
                add("decision.twice", "--number",
                    message("this decision was entered already; it is of {0}", known.decided_on),
                    known.number);
            else if (known.decided_on > day)
                add("decision.order", "--on",
                    message("decision {0} of {1} is later, and was entered already", known.number,
                            known.decided_on),
                    day.iso());
        }
        if (m_claim.proof_by && *m_claim.proof_by <= day)
            add("decision.proof", "--proof-by", message("lies before the decision itself"),
                m_claim.proof_by->iso());
    }

    void partial() {
        for (const auto& [number, granted] : m_claim.measures) {
            const auto place = fmt::format("--measure {}", number);
            const auto* measure = numbered(m_submission, number);
            if (measure == nullptr)
                add("decision.unknown_measure", place,
                    message("the application has measures 1 to {0}", m_submission.measures.size()));
            else
                within(place, granted, measure->requested());
        }
        complete();
        if (m_claim.development)
            within("--development", *m_claim.development, m_submission.development);
        else if (m_submission.development.value > 0)
            add("decision.incomplete", "--development",
                message("{0} were asked for; say what was granted, or 0", m_submission.development));
    }

    void within(const std::string& place, Cents granted, Cents requested) {
        if (granted.value < 0)
            add("decision.above_requested", place, message("an amount is zero or more"), granted.decimal());
        else if (granted > requested)
            add("decision.above_requested", place, message("only {0} were asked for", requested),
                granted.decimal());
    }

    /// What is not named is not known: neither nothing nor all is taken for it.
    void complete() {
        std::vector<std::int64_t> missing;
        for (const auto& measure : m_submission.measures)
            if (!m_claim.measures.contains(measure.number))
                missing.push_back(measure.number);
        if (!missing.empty())
            add("decision.incomplete", "--measure",
                message("say for each measure what was granted, 0 for nothing; missing: {0}",
                        fmt::format("{}", fmt::join(missing, ", "))));
    }

    void total() {
        Cents granted;
        for (const auto& line : decided_lines(m_claim, m_submission))
            granted += line.granted;
        if (m_claim.result == DecisionResult::partial && granted.value == 0)
            add("decision.nothing", "--result", message("nothing is granted: that is a rejection"));
        if (m_claim.total && *m_claim.total != granted)
            add("decision.total", "--total", message("the lines add up to {0}", granted),
                m_claim.total->decimal());
    }

    const DecisionClaim& m_claim;
    const Submission& m_submission;
    std::vector<Problem> m_problems;
};

std::vector<KnownDecision> known_decisions(const store::Store& store, domain::ApplicationId application) {
    SQLite::Statement query{
        store.db(), "SELECT number, decided_on FROM decision WHERE application = ? ORDER BY decided_on, id"};
    query.bind(1, application.value);
    std::vector<KnownDecision> known;
    while (query.executeStep())
        known.push_back({query.getColumn(0).getString(), *base::Date::parse(query.getColumn(1).getString())});
    return known;
}

void write_decision(const store::Store& store, const Submission& submission, const DecisionClaim& claim,
                    const Decision& decision, base::Date today) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO decision (id, application, version, number, decided_on, result, development_cents, proof_by,
                              recorded_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))"};
    const bool has_development = !decision.lines.empty() && decision.lines.back().number == 0;
    insert.bind(1, decision.id.value);
    insert.bind(2, submission.application.value);
    insert.bind(3, submission.version);
    insert.bind(4, claim.number);
    insert.bind(5, claim.decided_on.iso());
    insert.bind(6, std::string{k_results[static_cast<std::size_t>(claim.result)]});
    insert.bind(7, has_development ? decision.lines.back().granted.value : 0);
    if (claim.proof_by)
        insert.bind(8, claim.proof_by->iso());
    insert.bind(9, today.iso());
    insert.exec();
    SQLite::Statement condition{store.db(),
                                "INSERT INTO decision_condition (decision, number, text) VALUES (?, ?, ?)"};
    for (std::size_t i = 0; i < claim.conditions.size(); ++i) {
        condition.reset();
        condition.bind(1, decision.id.value);
        condition.bind(2, static_cast<std::int64_t>(i + 1));
        condition.bind(3, claim.conditions[i]);
        condition.exec();
    }
}

/// What was announced, held or cancelled by then stays so, and still names the decision it rests on.
void write_measures(const store::Store& store, const Submission& submission, const DecisionClaim& claim,
                    const Decision& decision) {
    SQLite::Statement insert{
        store.db(), "INSERT INTO decision_measure (decision, measure, granted_cents) VALUES (?, ?, ?)"};
    SQLite::Statement mark{store.db(), R"(
        UPDATE measure SET decision_number = ?2, decided_on = ?3,
            state = iif(state IN ('planned', 'requested', 'accepted', 'in_application', 'granted', 'rejected'), ?4, state)
        WHERE id = ?1)"};
    for (const auto& line : decision.lines) {
        if (line.number == 0)
            continue;
        const auto measure = numbered(submission, line.number)->measure;
        insert.reset();
        insert.bind(1, decision.id.value);
        insert.bind(2, measure.value);
        insert.bind(3, line.granted.value);
        insert.exec();
        mark.reset();
        mark.bind(1, measure.value);
        mark.bind(2, claim.number);
        mark.bind(3, claim.decided_on.iso());
        mark.bind(4, line.granted.value > 0 ? "granted" : "rejected");
        mark.exec();
    }
}

} // namespace

std::span<const std::string_view> decision_result_names() {
    return k_results;
}

Cents Decision::requested() const {
    Cents sum;
    for (const auto& line : lines)
        sum += line.requested;
    return sum;
}

Cents Decision::granted() const {
    Cents sum;
    for (const auto& line : lines)
        sum += line.granted;
    return sum;
}

std::vector<Problem> objections(const DecisionClaim& claim, const Submission& submission,
                                const std::vector<KnownDecision>& earlier, base::Date today) {
    return Judge{claim, submission}.judge(earlier, today);
}

std::vector<DecidedLine> decided_lines(const DecisionClaim& claim, const Submission& submission) {
    const auto granted = [&](Cents requested, std::optional<Cents> partly) {
        if (claim.result == DecisionResult::partial)
            return partly.value_or(Cents{});
        return claim.result == DecisionResult::full ? requested : Cents{};
    };
    std::vector<DecidedLine> lines;
    for (const auto& measure : submission.measures) {
        const auto given = claim.measures.find(measure.number);
        const auto partly = given == claim.measures.end() ? std::nullopt : std::optional{given->second};
        lines.push_back(
            {measure.number, measure.title, measure.requested(), granted(measure.requested(), partly)});
    }
    if (submission.development.value > 0)
        lines.push_back({0, "", submission.development, granted(submission.development, claim.development)});
    return lines;
}

Decision record_decision(const store::Store& store, store::ChangeSet& change, domain::HalfYear half_year,
                         const DecisionClaim& claim, base::Date today) {
    const auto submission = newest_submission(store, half_year);
    if (!submission)
        throw base::Error{
            base::ExitStatus::failed, "decision.not_submitted",
            message("no application for {0} was submitted; see: ehrenamt apply-funding --submit", half_year)};
    auto problems = objections(claim, *submission, known_decisions(store, submission->application), today);
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    Decision decision{change.next_id<DecisionId>(), decided_lines(claim, *submission)};
    write_decision(store, *submission, claim, decision, today);
    write_measures(store, *submission, claim, decision);
    change.count("decisions_new", 1);
    return decision;
}

const std::vector<formats::Field>& decision_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"number",
         true,
         {"nr", "nummer", "massnahme", "lfd_nr"},
         _m("measure, by its number in the overview")},
        {"granted", true, {"bewilligt", "bewilligter_betrag", "betrag"}, _m("what was granted, in euros")},
    };
    return k_fields;
}

std::map<std::int64_t, Cents> read_granted(formats::ImportReader& import) {
    constexpr std::int64_t k_most = 100'000;
    std::map<std::int64_t, Cents> granted;
    std::map<std::int64_t, std::size_t> lines;
    while (auto* row = import.next()) {
        const auto number = row->integer("number", 1, k_most);
        const auto amount = row->value("granted", Cents::parse);
        if (number) {
            const auto [seen, fresh] = lines.try_emplace(*number, row->line("number"));
            if (!fresh)
                row->refuse(
                    "number", "decision.twice_named",
                    message("this measure stands already in {0} {1}", row->line_word(), seen->second));
        }
        if (row->ok() && number && amount)
            granted.emplace(*number, *amount);
    }
    return granted;
}

} // namespace ehrenamt::funding
