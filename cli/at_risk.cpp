// SPDX-License-Identifier: EUPL-1.2
#include "cli/at_risk.hpp"

#include "cli/funding_rules.hpp"
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/icalendar.hpp"
#include "ehrenamt/measures/watch.hpp"
#include "ehrenamt/store/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::Error;
using base::ExitStatus;
using base::message;
using measures::Duty;

/// The figures of the rule set that are asked for, with the seat that they are asked for.
class Figures {
  public:
    Figures(const Context& context, const funding::RuleSet& rules, std::string seat,
            std::optional<std::int64_t> days)
        : m_rules{rules}, m_seat{std::move(seat)}, m_today{context.today()}, m_days{days} {}

    [[nodiscard]] int days(std::string_view key) const {
        return static_cast<int>(m_days ? *m_days : figure(key, m_today));
    }
    [[nodiscard]] std::int64_t least_on(base::Date day) const {
        return figure(funding::keys::k_participants_min, day);
    }
    [[nodiscard]] bool all_forms_on(base::Date day) const {
        const auto* rule = m_rules.at(funding::keys::k_questionnaire, day, m_seat);
        return rule != nullptr && rule->flag();
    }

  private:
    [[nodiscard]] std::int64_t figure(std::string_view key, base::Date day) const {
        if (const auto* rule = m_rules.at(key, day, m_seat))
            return rule->integer();
        throw Error{
            ExitStatus::failed, "watch.no_rule",
            message("the rules of this store do not say '{0}'; --days N says when things have to be done",
                    key)};
    }

    const funding::RuleSet& m_rules;
    std::string m_seat;
    base::Date m_today;
    std::optional<std::int64_t> m_days;
};

base::Message what(const Duty& duty) {
    switch (duty.kind) {
    case Duty::Kind::minimum:
        return message("enrolled are {0}, it takes {1}", duty.count, duty.least);
    case Duty::Kind::agreement:
        return message("no agreement with a trainer");
    case Duty::Kind::room:
        return message("{0} {0|session|sessions} without a room", duty.count);
    case Duty::Kind::room_clash:
        return message("the room is taken twice in {0} {0|session|sessions}", duty.count);
    case Duty::Kind::feedback:
        return message("{0} feedback {0|form|forms} came back, it takes {1}", duty.count, duty.least);
    case Duty::Kind::lists:
        return message("the attendance of {0} {0|session|sessions} is not recorded", duty.count);
    }
    return {};
}

Table table_of(const std::vector<Duty>& duties, const Catalogue& catalogue) {
    Table table{{{"due", _m("due")},
                 {"duty", _m("duty")},
                 {"measure", _m("measure no.")},
                 {"title", _m("measure")},
                 {"what", _m("what")},
                 {"count", _m("count")},
                 {"least", _m("minimum")}}};
    for (const auto& duty : duties)
        table.rows.push_back({duty.due, std::string{name(duty.kind)}, RecordId{duty.measure.value},
                              duty.title, catalogue.text(what(duty)), duty.count,
                              duty.least > 0 ? Cell{duty.least} : Cell{}});
    return table;
}

std::string lines_of(const std::vector<Duty>& duties, const store::Store& store, const Catalogue& catalogue) {
    std::string text;
    for (const auto& duty : duties)
        text += base::printable(catalogue.text(message("{0}: measure {1} ({2}): {3}", duty.due,
                                                       store.origin().shown(duty.measure.value), duty.title,
                                                       catalogue.text(what(duty))))) +
                '\n';
    return text;
}

/// A quarter of an hour at nine, where nobody overlooks it.
formats::CalendarEvent event(std::string uid, base::Date day, std::string summary) {
    constexpr int k_nine = 9 * 60;
    constexpr int k_quarter = 15;
    return {std::move(uid), 0, day, k_nine, k_quarter, std::move(summary), "", "", ""};
}

/// What of a number that a person chose may stand in the name of an event; with a dash before it.
std::string uid_part(const std::string& subject) {
    std::string part;
    for (const char c : subject)
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            part += c;
    return part.empty() ? part : "-" + part;
}

std::string calendar_of(const std::vector<Duty>& duties, const std::vector<funding::Deadline>& deadlines,
                        const Catalogue& catalogue, base::Date today) {
    formats::Calendar calendar{catalogue.text(message("Duties of the contact point")), today, {}};
    for (const auto& duty : duties)
        calendar.events.push_back(
            event(fmt::format("duty-{}-{}@ehrenamt", name(duty.kind), store::long_id(duty.measure.value)),
                  duty.due, catalogue.text(message("{0}: {1}", duty.title, catalogue.text(what(duty))))));
    for (const auto& deadline : deadlines)
        calendar.events.push_back(event(fmt::format("deadline-{}-{}{}@ehrenamt", deadline.applies_to,
                                                    deadline.funding_year, uid_part(deadline.subject)),
                                        deadline.nominal, catalogue.text(deadline_title(deadline))));
    return formats::icalendar(calendar);
}

} // namespace

ExitStatus tell_at_risk(Context& context, const store::Store& store, const AtRiskOptions& options,
                        const funding::RuleSet& rules, const std::vector<funding::Deadline>& deadlines) {
    namespace keys = funding::keys;
    const Figures figures{context, rules, associations::own_contact_point(store).municipality.text(),
                          options.days};
    const measures::WatchDays days{figures.days(keys::k_watch_minimum), figures.days(keys::k_watch_agreement),
                                   figures.days(keys::k_watch_room), figures.days(keys::k_watch_lists),
                                   figures.days(keys::k_watch_feedback)};
    const auto all = measures::duties(
        store, days, [&](base::Date day) { return figures.least_on(day); },
        [&](base::Date day) { return figures.all_forms_on(day); }, context.today());
    const auto& catalogue = context.out.catalogue();
    if (options.calendar)
        context.out.file(*options.calendar, calendar_of(all, deadlines, catalogue, context.today()),
                         context.overwrite(), formats::Readers::everyone);
    if (!options.at_risk)
        return ExitStatus::done;
    std::vector<Duty> due;
    std::ranges::copy_if(all, std::back_inserter(due),
                         [&](const Duty& duty) { return duty.due <= context.today(); });
    if (context.out.for_a_person())
        context.out.raw(lines_of(due, store, catalogue));
    else
        context.out.table(table_of(due, catalogue));
    return due.empty() ? ExitStatus::done : ExitStatus::violations;
}

} // namespace ehrenamt::cli
