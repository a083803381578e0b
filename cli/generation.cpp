// SPDX-License-Identifier: EUPL-1.2
#include "cli/generation.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/programme/generate.hpp"
#include "ehrenamt/programme/read_fields.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace ehrenamt::cli {
namespace {

using base::message;
using base::Problem;
using programme::Generated;
using programme::GenerationInput;

class InputReader {
  public:
    InputReader(const store::Store& store, const GenerationOptions& options)
        : m_store{store}, m_options{options}, m_input{options.half_year, {}, {}, {}, {}, {}, {}, {}, {}} {}

    GenerationInput read() {
        read_registers();
        read_topics();
        for (const auto& text : m_options.patterns)
            if (auto pattern = kept("--pattern", text, programme::parse_date_pattern(text)))
                m_input.patterns.push_back(*std::move(pattern));
        read_common();
        if (!m_problems.empty())
            throw base::Rejected{std::move(m_problems)};
        return std::move(m_input);
    }

  private:
    template <class T>
    std::optional<T> kept(const char* option, const std::string& text, base::Result<T> result) {
        if (result)
            return *std::move(result);
        m_problems.push_back({result.problem().rule, result.problem().message, {"", 0, 0, option}, text});
        return {};
    }

    void read_registers() {
        m_input.trainers = programme::trainers(m_store);
        std::erase_if(m_input.trainers, [](const programme::Trainer& trainer) {
            return trainer.facts.topics.empty() || (!trainer.facts.fee_per_ue && !trainer.facts.fee_flat);
        });
        m_input.venues = programme::venues(m_store);
        std::erase_if(m_input.venues, [](const programme::Venue& venue) { return !venue.facts.capacity; });
        if (!m_options.allow_holidays)
            m_input.holidays = programme::holiday_calendar(m_store);
        const associations::Municipalities municipalities{m_store};
        for (const auto& [ags, one] : municipalities.all())
            if (one.place)
                m_input.places.emplace(ags.text(), *one.place);
    }

    /// Those that are named; else those asked for in the half-year's survey; else those that somebody holds.
    void read_topics() {
        std::set<std::string> keys;
        for (const auto part : base::split(m_options.topics, '|'))
            if (!base::trimmed(part).empty())
                if (auto key = kept("--topics", std::string{part},
                                    needs::find_topic(m_store, std::string{base::trimmed(part)})))
                    keys.insert(*std::move(key));
        if (m_options.topics.empty())
            keys = programme::topics_asked_for(m_store, m_options.half_year);
        if (keys.empty())
            for (const auto& trainer : m_input.trainers)
                keys.insert(trainer.facts.topics.begin(), trainer.facts.topics.end());
        m_input.topics = programme::generation_topics(m_store, keys);
    }

    std::optional<std::int64_t> read_persons(const char* option, const std::string& text) {
        if (text.empty())
            return {};
        const auto value = kept(option, text, base::parse_integer(text));
        if (value && (*value < 1 || *value > programme::k_most_persons_in_course))
            m_problems.push_back(
                {"number.between",
                 message("{0} is not between {1} and {2}", *value, 1, programme::k_most_persons_in_course),
                 {"", 0, 0, option},
                 text});
        return value;
    }

    void read_common() {
        auto& common = m_input.common;
        m_input.capacity = read_persons("--capacity", m_options.capacity);
        common.minimum = read_persons("--minimum", m_options.minimum);
        for (const auto& [option, text, amount] :
             {std::tuple{"--material", &m_options.material, &common.material},
              std::tuple{"--other-costs", &m_options.other_costs, &common.other_costs},
              std::tuple{"--participant-fees", &m_options.participant_fees, &common.participant_fees}})
            if (!text->empty())
                *amount = kept(option, *text, programme::parse_cost(*text)).value_or(domain::Cents{});
        common.partner = m_options.partner;
        common.no_supraregional_offer = m_options.no_supraregional_offer;
        const bool any_online = std::ranges::any_of(
            m_input.patterns, [](const auto& pattern) { return pattern.form == programme::Form::online; });
        if (any_online && m_options.capacity.empty())
            m_problems.push_back({"usage.required",
                                  message("is needed for courses online: how many can take part"),
                                  {"", 0, 0, "--capacity"}});
    }

    const store::Store& m_store;
    const GenerationOptions& m_options;
    GenerationInput m_input;
    std::vector<Problem> m_problems;
};

void report(Context& context, const GenerationOptions& options, const Generated& made,
            const programme::RecordedGeneration& done) {
    std::vector<base::Message> lines{message(
        "{0} {0|course|courses} could be offered in {1}: {2} {2|topic|topics}, {3} {3|trainer|trainers}, "
        "{4} {4|venue|venues}",
        made.courses.size(), options.half_year, made.topics, made.trainers, made.venues)};
    auto dates = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < options.patterns.size(); ++i) {
        lines.push_back(
            message("{0}: {1} {1|date|dates}", base::printable(options.patterns[i]), made.dates[i]));
        dates.push_back({{"pattern", options.patterns[i]}, {"dates", made.dates[i]}});
    }
    if (!made.no_trainer.empty())
        lines.push_back(message("no trainer holds: {0}", base::joined(made.no_trainer, ", ")));
    if (!made.no_reason.empty())
        lines.push_back(message("left out, as specific topics need --no-supraregional-offer: {0}",
                                base::joined(made.no_reason, ", ")));
    const auto& written = done.written;
    lines.push_back(message("courses: {0} new, {1} changed, {2} the same", written.courses_new,
                            written.courses_changed, written.courses_same));
    if (done.gone > 0)
        lines.push_back(message("generated before and gone: {0}", done.gone));
    if (done.kept > 0)
        lines.push_back(message("generated before and kept, because a programme names them: {0}", done.kept));
    context.out.report(lines, {{"courses_generated", made.courses.size()},
                               {"half_year", options.half_year.text()},
                               {"topics", made.topics},
                               {"trainers", made.trainers},
                               {"venues", made.venues},
                               {"patterns", dates},
                               {"topics_without_trainer", made.no_trainer},
                               {"topics_without_reason", made.no_reason},
                               {"courses_new", written.courses_new},
                               {"courses_changed", written.courses_changed},
                               {"courses_same", written.courses_same},
                               {"courses_gone", done.gone},
                               {"courses_kept", done.kept}});
}

} // namespace

void generate_courses(Context& context, store::Store& store, store::ChangeSet& change,
                      const GenerationOptions& options) {
    auto made = programme::generate(InputReader{store, options}.read());
    if (!made.problems.empty())
        throw base::Rejected{std::move(made.problems)};
    auto done = programme::record_generated(store, change, options.half_year, made.courses, context.today());
    if (!done.written.problems.empty())
        throw base::Rejected{std::move(done.written.problems)};
    report(context, options, made, done);
}

} // namespace ehrenamt::cli
