// SPDX-License-Identifier: EUPL-1.2
#include "cli/certificate_key.hpp"
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "cli/funding_rules.hpp"
#include "cli/output_folder.hpp"
#include "cli/parser.hpp"
#include "ehrenamt/measures/certificates.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"
#include "ehrenamt/store/identity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::Error;
using base::ExitStatus;
using base::message;
using base::Problem;
using measures::Attendee;
using Verdict = measures::CertificateVerdict;

struct IssueCertificatesOptions {
    std::string measure, person, association, revoke, reason;
    std::optional<std::int64_t> attendance, hours;
    std::optional<std::filesystem::path> output, output_dir, public_key;
    bool replace_revoked = false;
    bool new_key = false;
    bool overwrite = false;
};

/// What goes together and what does not; all at once.
void check(const IssueCertificatesOptions& o) {
    std::vector<Problem> problems;
    const auto say = [&](const char* rule, const char* option, base::Message text) {
        problems.push_back({rule, std::move(text), {"", 0, 0, option}});
    };
    const bool chosen = !o.measure.empty() || !o.person.empty() || !o.association.empty();
    const bool papers = o.output || o.output_dir;
    if (!o.revoke.empty() && o.reason.empty())
        say("usage.required", "--reason", message("is needed: why is the certificate revoked?"));
    if (o.revoke.empty() && !o.reason.empty())
        say("usage.together", "--reason", message("goes with --revoke only"));
    if (!o.revoke.empty() && (chosen || papers || o.hours))
        say("usage.together", "--revoke", message("goes with --reason alone"));
    if (o.revoke.empty() && !chosen && (papers || o.hours || !o.public_key))
        say("usage.required", "--measure", message("is needed, or --person or --association"));
    if (chosen && !papers)
        say("usage.required", "--output", message("is needed, or --output-dir: where the PDF goes"));
    if (o.output && o.output_dir)
        say("usage.either", "--output", message("--output and --output-dir: give one of them"));
    if (o.hours && o.measure.empty() && o.output_dir)
        say("usage.together", "--output-dir", message("a statement of hours goes into one file: --output"));
    if (!problems.empty())
        throw UsageProblems{std::move(problems), "issue-certificates"};
}

template <class Id>
std::optional<Id> id_of(const store::Store& store, const std::string& text) {
    if (text.empty())
        return std::nullopt;
    const auto id = store.origin().parse_id(text);
    if (!id)
        throw Error{ExitStatus::usage, id.problem().rule, id.problem().message};
    return Id{*id};
}

measures::AttendeeChoice choice_of(const store::Store& store, const IssueCertificatesOptions& o) {
    return {id_of<domain::MeasureId>(store, o.measure), id_of<domain::PersonId>(store, o.person),
            id_of<domain::AssociationId>(store, o.association)};
}

/// The share that a measure asks for is that of its last day.
class LeastAttendance {
  public:
    LeastAttendance(const Context& context, const store::Store& store, std::optional<std::int64_t> given)
        : m_given{given}, m_seat{associations::own_contact_point(store).municipality.text()} {
        if (!given)
            m_rules.emplace(read_rule_files(context, store, std::nullopt).rules);
    }
    [[nodiscard]] std::int64_t percent_on(base::Date day) const {
        if (m_given)
            return *m_given;
        const auto* rule = m_rules->at(funding::keys::k_certificate_attendance, day, m_seat);
        if (rule == nullptr)
            throw Error{
                ExitStatus::failed, "certificate.no_rule",
                message("the rules of this store do not say how much of a measure somebody has to attend; "
                        "--attendance PERCENT says it")};
        return rule->integer();
    }

  private:
    std::optional<std::int64_t> m_given;
    std::string m_seat;
    std::optional<funding::RuleSet> m_rules;
};

/// Attendees with what becomes of each.
struct Sorted {
    std::vector<Attendee> attendees;
    std::vector<Verdict> verdicts;

    [[nodiscard]] std::int64_t count(Verdict verdict) const { return std::ranges::count(verdicts, verdict); }
    /// \returns those of one of the verdicts, in their order
    [[nodiscard]] std::vector<Attendee*> of(std::initializer_list<Verdict> wanted) {
        std::vector<Attendee*> found;
        for (std::size_t i = 0; i < attendees.size(); ++i)
            if (std::ranges::find(wanted, verdicts[i]) != wanted.end())
                found.push_back(&attendees[i]);
        return found;
    }
};

Sorted sorted(const Context& context, const store::Store& store, const IssueCertificatesOptions& options) {
    const LeastAttendance least{context, store, options.attendance};
    Sorted result{measures::attendees(store, choice_of(store, options)), {}};
    for (const auto& attendee : result.attendees)
        result.verdicts.push_back(measures::verdict_on(attendee, least.percent_on(attendee.last_day),
                                                       context.today(), options.replace_revoked));
    return result;
}

std::vector<base::Message> in_words(const Sorted& sorted) {
    using enum measures::CertificateVerdict;
    std::vector<base::Message> lines{message("certificates: {0} new, {1} printed again",
                                             sorted.count(issue) + sorted.count(replace),
                                             sorted.count(reprint))};
    const auto also = [&](Verdict verdict, base::Message text) {
        if (sorted.count(verdict) > 0)
            lines.push_back(std::move(text));
    };
    also(too_few, message("attended too little for one: {0}", sorted.count(too_few)));
    also(not_over,
         message("not yet, because the measure is not over or a session's attendance is not recorded: {0}",
                 sorted.count(not_over)));
    also(erased, message("without a name, because the person was erased: {0}", sorted.count(erased)));
    also(revoked,
         message("revoked, and no new one asked for (--replace-revoked): {0}", sorted.count(revoked)));
    return lines;
}

/// A certificate whose attendance was corrected since is neither printed as it was nor silently changed.
std::vector<Problem> changed_ones(Sorted& sorted) {
    std::vector<Problem> problems;
    for (const auto* attendee : sorted.of({Verdict::changed}))
        problems.push_back(
            {"certificate.changed",
             message("certificate {0} says {1} minutes, the attendance now {2}; revoke it (--revoke), then "
                     "--replace-revoked issues another",
                     store::long_id(attendee->certificate->id.value), attendee->certificate->minutes,
                     attendee->minutes())});
    return problems;
}

void write_papers(Context& context, const IssueCertificatesOptions& options,
                  const publishing::CertificateSheet& sheet, std::vector<std::string>& files) {
    if (options.output) {
        context.out.file(*options.output, publishing::certificates_pdf(sheet), options.overwrite,
                         formats::Readers::owner);
        files.push_back(options.output->string());
        return;
    }
    std::vector<std::pair<std::string, std::string>> papers;
    for (const auto& entry : sheet.entries) {
        auto alone = sheet;
        alone.entries = {entry};
        papers.emplace_back("teilnahme-" + entry.number + ".pdf", publishing::certificates_pdf(alone));
    }
    files = write_into(context, *options.output_dir, papers, options.overwrite, formats::Readers::owner);
}

nlohmann::ordered_json json_of(const publishing::CertificateSheet& sheet) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& entry : sheet.entries)
        list.push_back({{"number", entry.number},
                        {"enrolment", store::long_id(entry.attendee.enrolment.value)},
                        {"measure", store::long_id(entry.attendee.measure.value)},
                        {"minutes", entry.attendee.certificate->minutes},
                        {"issued_on", entry.attendee.certificate->issued_on.iso()},
                        {"seal", entry.seal}});
    return list;
}

void export_key(Context& context, const IssueCertificatesOptions& options, const store::Store& store,
                const measures::SigningKey& key, std::vector<std::string>& files) {
    if (!options.public_key)
        return;
    context.out.file(*options.public_key,
                     key.public_key().file_text(associations::own_contact_point(store).name),
                     options.overwrite, formats::Readers::everyone);
    files.push_back(options.public_key->string());
}

ExitStatus issue(Context& context, const IssueCertificatesOptions& options, store::Store& store,
                 store::ChangeSet& change) {
    auto all = sorted(context, store, options);
    const auto key = certificate_key(context, store, options.new_key);
    auto printed = all.of({Verdict::issue, Verdict::replace, Verdict::reprint});
    measures::issue(store, change, key.public_key(), printed, context.today());
    publishing::CertificateSheet sheet{associations::own_contact_point(store), key.public_key().text(),
                                       context.today()};
    for (const auto* attendee : printed)
        sheet.entries.push_back(
            {*attendee, store::long_id(attendee->certificate->id.value), measures::seal_of(*attendee, key)});
    std::vector<std::string> files;
    if (!sheet.entries.empty())
        write_papers(context, options, sheet, files);
    export_key(context, options, store, key, files);
    auto lines = in_words(all);
    for (const auto& file : files)
        lines.push_back(message("written: {0}", file));
    context.out.report(lines, {{"certificates_new", all.count(Verdict::issue) + all.count(Verdict::replace)},
                               {"certificates_printed_again", all.count(Verdict::reprint)},
                               {"attended_too_little", all.count(Verdict::too_few)},
                               {"not_over", all.count(Verdict::not_over)},
                               {"erased", all.count(Verdict::erased)},
                               {"revoked", all.count(Verdict::revoked)},
                               {"changed", all.count(Verdict::changed)},
                               {"public_key", key.public_key().text()},
                               {"certificates", json_of(sheet)},
                               {"files", files}});
    const auto problems = changed_ones(all);
    context.out.problems(problems);
    return problems.empty() ? ExitStatus::done : ExitStatus::violations;
}

publishing::HoursStatement statement_of(const Context& context, const store::Store& store,
                                        const IssueCertificatesOptions& options) {
    const auto year = static_cast<int>(*options.hours);
    publishing::HoursStatement statement{associations::own_contact_point(store), year, context.today(),
                                         std::nullopt};
    const auto rules = read_rule_files(context, store, std::nullopt).rules;
    if (const auto* rule = rules.at(funding::keys::k_certificate_hours, base::Date::of(year, 12, 31),
                                    statement.contact_point.municipality.text()))
        statement.hours_asked = rule->integer();
    std::map<domain::PersonId, std::size_t> places;
    for (auto& attendee : measures::attendees(store, choice_of(store, options))) {
        std::erase_if(attendee.days,
                      [&](const measures::AttendedDay& day) { return day.day.year() != year; });
        if (attendee.days.empty() || attendee.name.empty())
            continue;
        const auto [known, fresh] = places.try_emplace(attendee.person, statement.persons.size());
        if (fresh)
            statement.persons.push_back({attendee.name, {}});
        statement.persons[known->second].measures.push_back(std::move(attendee));
    }
    return statement;
}

void state_hours(Context& context, const IssueCertificatesOptions& options, const store::Store& store) {
    const auto statement = statement_of(context, store, options);
    if (statement.persons.empty())
        throw Error{ExitStatus::failed, "certificate.no_hours",
                    message("no attendance is recorded in {0} for whom this is about",
                            fmt::to_string(*options.hours))};
    context.out.file(*options.output, publishing::hours_pdf(statement), options.overwrite,
                     formats::Readers::owner);
    context.out.report(
        {message("statements of hours in {0}: {1}; written: {2}", fmt::to_string(*options.hours),
                 statement.persons.size(), options.output->string())},
        {{"year", *options.hours},
         {"statements", statement.persons.size()},
         {"files", {options.output->string()}}});
}

ExitStatus run(Context& context, const IssueCertificatesOptions& options) {
    check(options);
    auto status = ExitStatus::done;
    context.change([&](store::Store& store, store::ChangeSet& change) {
        if (!options.revoke.empty()) {
            const auto id = *id_of<measures::CertificateId>(store, options.revoke);
            measures::revoke(store, change, id, options.reason, context.today());
            const auto number = store::long_id(id.value);
            context.out.report({message("certificate {0} revoked", number)},
                               {{"number", number}, {"revoked_on", context.today().iso()}});
        } else if (options.hours) {
            state_hours(context, options, store);
        } else if (options.measure.empty() && options.person.empty() && options.association.empty()) {
            std::vector<std::string> files;
            const auto key = certificate_key(context, store, options.new_key);
            export_key(context, options, store, key, files);
            context.out.report({message("written: {0}", files.front())},
                               {{"public_key", key.public_key().text()}, {"files", files}});
        } else {
            status = issue(context, options, store, change);
        }
    });
    return status;
}

} // namespace

Command issue_certificates_command() {
    using O = IssueCertificatesOptions;
    constexpr std::int64_t k_whole = 100;
    return command<O>(
        "issue-certificates", Group::measures, Effect::writes,
        _m("certificates of attendance, numbered and signed, for whom attended enough"),
        {option("--measure", "ID", &O::measure, _m("all who attended this measure")),
         option("--person", "ID", &O::person, _m("all that this person attended")),
         option("--association", "ID", &O::association, _m("all whom this association sent")),
         option("--output,-o", "FILE", &O::output, _m("one PDF with a page for each")),
         option("--output-dir", "FOLDER", &O::output_dir,
                _m("a PDF for each, in a folder that is made if need be")),
         within(1, k_whole,
                option("--attendance", "PERCENT", &O::attendance,
                       _m("share of the teaching time that is enough; else what the rules say"))),
         within(2001, 2999,
                option("--hours", "YEAR", &O::hours,
                       _m("instead: a statement of all hours of a year, for the Kompetenznachweis"))),
         option("--revoke", "NUMBER", &O::revoke, _m("revoke the certificate of this number")),
         option("--reason", "TEXT", &O::reason, _m("why it is revoked")),
         flag("--replace-revoked", &O::replace_revoked, _m("issue another to whom one was revoked")),
         option("--public-key", "FILE", &O::public_key,
                _m("write the key that certificates are checked with")),
         flag("--new-key", &O::new_key, _m("go on with another signing key, because the old one is lost")),
         flag("--overwrite", &O::overwrite, _m("replace files that exist"))},
        run);
}

} // namespace ehrenamt::cli
