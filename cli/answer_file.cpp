// SPDX-License-Identifier: EUPL-1.2
#include "cli/answer_file.hpp"

#include "cli/progress.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/needs/survey/answer_mapping.hpp"
#include "ehrenamt/needs/survey/structure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;
namespace survey = needs::survey;

/// One typed answer as a file of one row.
std::string typed(const std::vector<std::string>& answers) {
    std::string headings;
    std::string cells;
    std::vector<base::Problem> problems;
    for (const auto& answer : answers) {
        const auto equals = answer.find('=');
        if (equals == answer.npos || equals == 0)
            problems.push_back(
                {"usage.value",
                 message("'{0}' is no answer; expected CODE=VALUE, such as TOPICS[fundraising]=Y",
                         base::printable(answer)),
                 {"", 0, 0, "--answer"},
                 answer});
        const bool first = headings.empty();
        formats::append_csv_cell(headings += first ? "" : ";", base::trimmed(answer.substr(0, equals)), ';');
        formats::append_csv_cell(cells += first ? "" : ";",
                                 equals == answer.npos ? std::string{} : answer.substr(equals + 1), ';');
    }
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return headings + ";id\n" + cells + ";\n"; // two columns at the least
}

std::string bytes_of(const AnswerOptions& options) {
    return options.from ? formats::read_input(options.from->string()) : typed(options.answer);
}

survey::PlanChoice choice_of(const AnswerOptions& options) {
    survey::PlanChoice choice;
    if (!options.tool.empty() && options.tool != "needs")
        choice.tool = survey::tool_of(options.tool);
    if (!options.one_two.empty())
        choice.one_is_yes = options.one_two == "yes-no";
    choice.labels_joined = options.split_labels;
    return choice;
}

/// By them the headings are found, and what parts the cells.
std::vector<std::string> known_headings(const survey::Headings& headings,
                                        const std::optional<survey::AnswerMapping>& mapping) {
    auto known = headings.codes();
    if (mapping)
        for (const auto& column : mapping->columns)
            if (!column.heading.empty())
                known.push_back(column.heading);
    return known;
}

base::MessageId words_for(survey::HeadingStyle style) {
    switch (style) {
    case survey::HeadingStyle::code:
        return _m("codes");
    case survey::HeadingStyle::code_and_text:
        return _m("codes with text");
    case survey::HeadingStyle::text:
        return _m("text");
    case survey::HeadingStyle::abbreviated:
        return _m("abbreviated text");
    case survey::HeadingStyle::none:
        break;
    }
    return _m("by the mapping file");
}

} // namespace

AnswerFile::AnswerFile(const Context& context, const store::Store& store, const needs::SurveyRound& round,
                       const AnswerOptions& options)
    : m_round{round},
      m_options{options},
      m_questionnaire{needs::full_questionnaire(store, round)},
      m_headings{m_questionnaire},
      m_mapping{options.mapping ? survey::read_answer_mapping(*options.mapping) : std::nullopt},
      m_choice{choice_of(options)},
      m_file{options, bytes_of(options), known_headings(m_headings, m_mapping)} {
    const bool chosen = m_choice.tool || m_mapping || !options.answer.empty();
    const bool for_needs = options.tool == "needs" || !options.map.empty() || (options.mapping && !m_mapping);
    if (m_mapping)
        m_choice.mapping = &*m_mapping;
    auto& reader = m_file.reader();
    if (!for_needs && !reader.header().empty())
        m_plan = survey::make_plan(reader.header(), reader.verdict(), m_headings, m_choice);
    const bool of_tool = m_plan.tool != survey::Tool::other && m_plan.tool != survey::Tool::form;
    const bool answers = m_plan.reads_something() || of_tool;
    m_rows_are_needs = for_needs || (!chosen && (!answers || reader.header().empty()));
    if (!m_rows_are_needs)
        return;
    m_file.reopen(context, needs::response_fields());
    if (auto& rows = m_file.reader(); !for_needs && !rows.header().empty() && !rows.file_problems().empty())
        rows.refuse_file(
            {"survey.unknown",
             message("if it comes from another questionnaire, let --write-mapping FILE draft a mapping "
                     "and read it by --mapping FILE"),
             {rows.verdict().file, 0, 0, {}}});
}

void AnswerFile::announce(const Context& context) const {
    context.out.notice(m_options.from ? message("the file is read as answers from {0}; headings: {1}",
                                                survey::name_of(m_plan.tool), words_for(m_plan.style))
                                      : message("one answer is recorded"));
    if (m_plan.one_two)
        context.out.notice(message("in yes or no, 1 means yes and 2 means no"));
    if (!m_plan.has_persons)
        context.out.notice(
            message("the file does not say how many persons would come; each wish counts as one"));
}

void AnswerFile::write_mapping(Context& context, const std::filesystem::path& path,
                               const std::optional<std::filesystem::path>& structure) {
    constexpr std::size_t k_most_values = 12;
    auto rows = m_file.look();
    const auto& header = rows.header();
    if (!rows.file_problems().empty() || header.empty())
        throw base::Rejected{rows.file_problems()};
    const auto tool = m_choice.tool
                          ? *m_choice.tool
                          : survey::find_tool(header, rows.verdict().delimiter).value_or(survey::Tool::other);
    auto columns = survey::look_for_draft(rows, k_most_values);
    if (structure) {
        const auto words =
            survey::read_structure(formats::read_input(structure->string()), structure->string());
        for (auto& column : columns)
            column.label = words.of(column.heading);
    }
    context.out.file(path, survey::draft_mapping(tool, columns, m_headings, m_questionnaire), false,
                     formats::Readers::owner);
    context.out.report(
        {message("mapping drafted in {0}, columns: {1}; complete it, then: ehrenamt survey-needs "
                 "--from FILE --mapping {0}",
                 path.string(), columns.size())},
        {{"tool", survey::word_of(tool)}, {"columns", columns.size()}});
}

base::ExitStatus AnswerFile::record(Context& context, store::Store& store, store::ChangeSet& change) {
    auto& reader = m_file.reader();
    if (m_plan.problems.empty() && !reader.header().empty()) {
        auto first_look = m_file.look();
        survey::look_at_cells(m_plan, first_look, m_choice);
    }
    for (auto& problem : m_plan.problems)
        reader.refuse_file(std::move(problem));
    survey::AnswerImport import{store, m_round, std::string{survey::source_of(m_plan.tool)},
                                m_options.register_missing};
    if (reader.file_problems().empty()) {
        reader.use_columns(m_plan.fields());
        m_file.tell_columns(context);
        announce(context);
        survey::AnswerReader answers{m_questionnaire, m_plan, m_options.received.value_or(context.today()),
                                     context.today()};
        Progress reading{context, message("reading"), m_file.lines()};
        import.read(reader, answers, m_plan, [&] {
            context.check_interrupt();
        reading.advance(reader.rows_read(), reader.rows_read());
    });
}
m_file.tell_verdict(context);
const auto status = m_file.settle(context);
const Progress writing{context, message("writing")};
report(context, import.write(change, context.today(), [&] { context.check_interrupt(); }));
return status;
} // namespace ehrenamt::cli

void AnswerFile::report(Context& context, const survey::AnswerCounts& counts) const {
    std::vector<base::Message> lines{
        message("answers for {0}; new: {1}, changed: {2}, the same: {3}; needs: {4}", m_round.half_year,
                counts.added, counts.changed, counts.same, counts.needs)};
    const auto tell = [&](std::int64_t count, base::Message text) {
        if (count > 0)
            lines.push_back(std::move(text));
    };
    if (counts.added + counts.changed == 0)
        lines.push_back(message("everything was there already; nothing was changed"));
    tell(counts.changed, message("say something else than before, by their numbers: {0}",
                                 base::joined(counts.changed_references, ", ")));
    tell(counts.late,
         message("came after the close on {1} and count as late: {0}", counts.late, m_round.last_day()));
    tell(counts.incomplete, message("were not sent off in the end: {0}", counts.incomplete));
    tell(counts.blank, message("hold no answer at all and are not taken: {0}", counts.blank));
    tell(counts.superseded,
         message("were not sent off, and the association sent another one: {0}", counts.superseded));
    tell(counts.anonymous, message("name no association: {0}", counts.anonymous));
    tell(counts.codes_used, message("access codes used: {0}", counts.codes_used));
    tell(counts.codes_unknown,
         message("have an access code that nobody was given, and count as not invited: {0}",
                 counts.codes_unknown));
    tell(counts.outside_area,
         message("come from outside the contact point's area and are kept: {0}", counts.outside_area));
    tell(counts.registered, message("associations entered in the register: {0}", counts.registered));
    tell(counts.consents, message("associations that agreed to be contacted: {0}", counts.consents));
    tell(counts.consents_withdrawn,
         message("associations that no longer agree to be contacted: {0}", counts.consents_withdrawn));
    tell(counts.topics_matched,
         message("topics in own words that the catalogue has: {0}", counts.topics_matched));
    tell(counts.needs_kept,
         message("wishes that are gone but stay, for a programme serves them: {0}", counts.needs_kept));
    tell(counts.persons_open + counts.topics_open,
         message("somebody has to look at numbers of persons: {0}, topics in own words: {1}; write them to a "
                 "file with: ehrenamt survey-needs --review FILE",
                 counts.persons_open, counts.topics_open));
    context.out.report(lines, {{"half_year", m_round.half_year.text()},
                               {"tool", survey::word_of(m_plan.tool)},
                               {"responses_new", counts.added},
                               {"responses_changed", counts.changed},
                               {"responses_same", counts.same},
                               {"responses_late", counts.late},
                               {"responses_incomplete", counts.incomplete},
                               {"responses_blank", counts.blank},
                               {"responses_superseded", counts.superseded},
                               {"responses_anonymous", counts.anonymous},
                               {"responses_outside_area", counts.outside_area},
                               {"needs", counts.needs},
                               {"needs_kept", counts.needs_kept},
                               {"access_codes_used", counts.codes_used},
                               {"access_codes_unknown", counts.codes_unknown},
                               {"associations_registered", counts.registered},
                               {"contact_consents", counts.consents},
                               {"contact_consents_withdrawn", counts.consents_withdrawn},
                               {"topics_matched", counts.topics_matched},
                               {"topics_to_review", counts.topics_open},
                               {"persons_to_review", counts.persons_open}});
}

} // namespace ehrenamt::cli
