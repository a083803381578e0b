// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/funding/submissions.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::funding {
namespace {

using base::Message;
using base::message;
using domain::Cents;

std::vector<SubmittedMeasure> measures_of(const AdoptedProgramme& programme,
                                          const ApplicationDocument& document) {
    std::vector<SubmittedMeasure> measures;
    for (std::size_t i = 0; i < programme.measure_ids.size(); ++i) {
        const auto& facts = document.input.measures[i].facts;
        const auto& share = document.assessment.shares[i];
        measures.push_back({static_cast<std::int64_t>(i + 1), programme.measure_ids[i], facts.title,
                            facts.first_day, facts.teaching_time, facts.planned_participants,
                            share.assessment.total_cost, share.assessment.grant, share.flat});
    }
    return measures;
}

std::vector<SubmittedMeasure> stored_measures(const store::Store& store, const Submission& submission) {
    SQLite::Statement query{store.db(), R"(
        SELECT number, measure, title, first_day, minutes, participants, cost_cents, grant_cents, flat_cents
        FROM submission_measure WHERE application = ? AND version = ? ORDER BY number)"};
    query.bind(1, submission.application.value);
    query.bind(2, submission.version);
    std::vector<SubmittedMeasure> measures;
    while (query.executeStep())
        measures.push_back({query.getColumn(0).getInt64(),
                            {query.getColumn(1).getInt64()},
                            query.getColumn(2).getString(),
                            *base::Date::parse(query.getColumn(3).getString()),
                            {query.getColumn(4).getInt64()},
                            query.getColumn(5).getInt64(),
                            Cents{query.getColumn(6).getInt64()},
                            Cents{query.getColumn(7).getInt64()},
                            Cents{query.getColumn(8).getInt64()}});
    return measures;
}

void write_version(const store::Store& store, const store::ChangeSet& change, const Submission& submission) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO submission (application, version, submitted_on, change_set, content_hash, rule_set,
                                development_cents) VALUES (?, ?, ?, ?, ?, ?, ?))"};
    insert.bind(1, submission.application.value);
    insert.bind(2, submission.version);
    insert.bind(3, submission.submitted_on.iso());
    insert.bind(4, change.number());
    insert.bind(5, submission.content_hash);
    insert.bind(6, submission.rule_set);
    insert.bind(7, submission.development.value);
    insert.exec();
}

void write_measures(const store::Store& store, const Submission& submission) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO submission_measure (application, version, number, measure, title, first_day, minutes,
                                        participants, cost_cents, grant_cents, flat_cents)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"};
    SQLite::Statement mark{store.db(), R"(
        UPDATE measure SET state = 'in_application'
        WHERE id = ? AND state IN ('planned', 'requested', 'accepted'))"};
    for (const auto& measure : submission.measures) {
        insert.reset();
        insert.bind(1, submission.application.value);
        insert.bind(2, submission.version);
        insert.bind(3, measure.number);
        insert.bind(4, measure.measure.value);
        insert.bind(5, measure.title);
        insert.bind(6, measure.first_day.iso());
        insert.bind(7, measure.teaching_time.minutes);
        insert.bind(8, measure.participants);
        insert.bind(9, measure.cost.value);
        insert.bind(10, measure.grant.value);
        insert.bind(11, measure.flat.value);
        insert.exec();
        mark.reset();
        mark.bind(1, measure.measure.value);
        mark.exec();
    }
}

domain::ApplicationId mark_submitted(const store::Store& store, domain::HalfYear half_year) {
    SQLite::Statement update{store.db(),
                             "UPDATE application SET state = 'submitted' WHERE half_year = ? RETURNING id"};
    update.bind(1, half_year.text());
    update.executeStep();
    const domain::ApplicationId id{update.getColumn(0).getInt64()};
    update.executeStep();
    return id;
}

const SubmittedMeasure* find(const std::vector<SubmittedMeasure>& measures, domain::MeasureId id) {
    const auto found = std::ranges::find(measures, id, &SubmittedMeasure::measure);
    return found == measures.end() ? nullptr : &*found;
}

/// What changed of a measure, each as a message of its own.
void add_changes(std::vector<Message>& lines, const SubmittedMeasure& old, const SubmittedMeasure& now) {
    if (old.title != now.title)
        lines.push_back(message("no. {0} “{1}”: was called “{2}”", now.number, now.title, old.title));
    if (old.first_day != now.first_day)
        lines.push_back(message("no. {0} “{1}”: first day {2} instead of {3}", now.number, now.title,
                                now.first_day, old.first_day));
    if (old.teaching_time.minutes != now.teaching_time.minutes)
        lines.push_back(message("no. {0} “{1}”: {2} minutes of teaching instead of {3}", now.number,
                                now.title, now.teaching_time.minutes, old.teaching_time.minutes));
    if (old.participants != now.participants)
        lines.push_back(message("no. {0} “{1}”: {2} persons planned instead of {3}", now.number, now.title,
                                now.participants, old.participants));
    if (old.cost != now.cost)
        lines.push_back(
            message("no. {0} “{1}”: cost {2} instead of {3}", now.number, now.title, now.cost, old.cost));
    if (old.requested() != now.requested())
        lines.push_back(message("no. {0} “{1}”: asked for {2} instead of {3}", now.number, now.title,
                                now.requested(), old.requested()));
}

} // namespace

Cents Submission::requested() const {
    Cents sum = development;
    for (const auto& measure : measures)
        sum += measure.requested();
    return sum;
}

std::optional<Submission> newest_submission(const store::Store& store, domain::HalfYear half_year) {
    SQLite::Statement query{store.db(), R"(
        SELECT s.application, s.version, s.submitted_on, s.content_hash, s.rule_set, s.development_cents
        FROM submission s JOIN application a ON a.id = s.application WHERE a.half_year = ?
        ORDER BY s.version DESC LIMIT 1)"};
    query.bind(1, half_year.text());
    if (!query.executeStep())
        return std::nullopt;
    Submission submission{
        {query.getColumn(0).getInt64()},      half_year,
        query.getColumn(1).getInt64(),        *base::Date::parse(query.getColumn(2).getString()),
        query.getColumn(3).getString(),       query.getColumn(4).getString(),
        Cents{query.getColumn(5).getInt64()}, {}};
    submission.measures = stored_measures(store, submission);
    return submission;
}

bool same_content(const Submission& submission, const ApplicationDocument& document) {
    return submission.content_hash == document.content_hash && submission.rule_set == document.rule_set_hash;
}

Submission submit(const store::Store& store, store::ChangeSet& change, const AdoptedProgramme& programme,
                  const ApplicationDocument& document, const RuleTexts& texts) {
    record_draft(store, change, programme, document, texts);
    auto newest = newest_submission(store, programme.half_year);
    if (newest && same_content(*newest, document)) {
        mark_submitted(store, programme.half_year);
        return *std::move(newest);
    }
    Submission submission{mark_submitted(store, programme.half_year),
                          programme.half_year,
                          newest ? newest->version + 1 : 1,
                          document.input.made_on,
                          document.content_hash,
                          document.rule_set_hash,
                          document.assessment.development,
                          measures_of(programme, document)};
    write_version(store, change, submission);
    write_measures(store, submission);
    change.count("applications_submitted", 1);
    return submission;
}

std::vector<Message> differences(const Submission& before, const AdoptedProgramme& programme,
                                 const ApplicationDocument& document) {
    std::vector<Message> lines;
    const auto now = measures_of(programme, document);
    for (const auto& measure : now) {
        if (const auto* old = find(before.measures, measure.measure))
            add_changes(lines, *old, measure);
        else
            lines.push_back(message("no. {0} “{1}”: new, asked for {2}", measure.number, measure.title,
                                    measure.requested()));
    }
    for (const auto& old : before.measures)
        if (find(now, old.measure) == nullptr)
            lines.push_back(
                message("“{0}”: no longer there, {1} were asked for", old.title, old.requested()));
    if (before.development != document.assessment.development)
        lines.push_back(message("development of the programme: asked for {0} instead of {1}",
                                document.assessment.development, before.development));
    if (before.requested() != document.assessment.total)
        lines.push_back(
            message("in all asked for {0} instead of {1}", document.assessment.total, before.requested()));
    return lines;
}

} // namespace ehrenamt::funding
