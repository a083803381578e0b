// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/answer_import.hpp"

#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/base/read_ahead.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/invitation.hpp"
#include "ehrenamt/needs/survey/content_hash.hpp"
#include "ehrenamt/needs/survey/register_named.hpp"
#include "ehrenamt/needs/survey/store_answer.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

using base::message;
using base::printable;

// From here on the store's bulk insert is worth it.
constexpr std::size_t k_many = 5000;

/// The line in which each number of an answer stands; one allocation for many of them.
class NumberLines {
  public:
    /// \returns the line in which the number stood before; 0 if it is new
    std::size_t add(std::string_view number, std::size_t line) {
        if (2 * m_entries.size() >= m_slots.size())
            grow();
        auto& slot = m_slots[slot_of(number)];
        if (slot != 0)
            return m_entries[slot - 1].line;
        m_entries.push_back({std::string{number}, line});
        slot = static_cast<std::uint32_t>(m_entries.size());
        return 0;
    }

  private:
    struct Entry {
        std::string number;
        std::size_t line;
    };
    /// Where it stands, or the free slot that is its own.
    [[nodiscard]] std::size_t slot_of(std::string_view number) const {
        const auto mask = m_slots.size() - 1;
        auto at = std::hash<std::string_view>{}(number)&mask;
        while (m_slots[at] != 0 && m_entries[m_slots[at] - 1].number != number)
            at = (at + 1) & mask;
        return at;
    }
    void grow() {
        m_slots.assign(std::max<std::size_t>(1024, 2 * m_slots.size()), 0);
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            m_slots[slot_of(m_entries[i].number)] = static_cast<std::uint32_t>(i + 1);
    }

    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_slots; ///< a power of two; 0 = free, else entry + 1
};

std::string bare_code(std::string_view typed) {
    std::string code;
    for (const char c : typed)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return code;
}

} // namespace

/// An answer as its row alone tells it.
struct AnswerImport::ReadAnswer {
    std::optional<Answer> answer = {}; ///< always there
    formats::RowPlace place = {};
    std::size_t name_line = 0, code_line = 0; ///< of these cells
};

/// An answer that is to be written.
struct AnswerImport::Pending {
    JudgedAnswer judged;
    std::string missing = {}; ///< name_key of an association that is to be entered
    bool use_code = false;
    bool dropped = false;
};

/// An answer of the round that the store holds.
struct AnswerImport::Stored {
    domain::ResponseId id;
    std::int64_t association = 0; ///< 0 = anonymous
    std::string source;
    std::string reference;
    ContentHash hash{};
    bool complete = true;
};

struct AnswerImport::State {
    store::Store& store;
    const SurveyRound& round;
    std::string source;
    bool register_missing;
    NamedAssociations named;
    AnswerCounts counts = {};
    std::deque<Pending> pending = {}; ///< never moved: they are large
    std::vector<Stored> stored = {};
    std::unordered_map<std::string, std::size_t> by_reference = {}; ///< of this source → stored
    std::unordered_map<std::int64_t, std::size_t> by_association = {};
    NumberLines lines = {};
    std::unordered_map<std::string, std::size_t> of_association = {}; ///< id or name_key → pending
    std::optional<std::size_t> name_column = {}, code_column = {};
    std::vector<std::pair<formats::RowPlace, base::Problem>> rejections = {}; ///< not handed over yet
    const formats::ImportReader* reader = nullptr;
    std::set<std::string> codes = {};  ///< used in this file
    std::int64_t codes_left_used = {}; ///< as codes_without_answer, less those of this file

    void reject(const formats::RowPlace& row, base::Problem problem) {
        rejections.emplace_back(row, std::move(problem));
    }
    /// A problem of the row as a whole.
    void reject(const formats::RowPlace& row, const char* rule, base::Message why) {
        reject(row, {rule, std::move(why), reader->place(row.line), {}});
    }
    /// \pre nobody reads
    void hand_rejections_over(formats::ImportReader& to) {
        for (auto& [row, problem] : rejections)
            to.reject(row, std::move(problem));
        rejections.clear();
    }

    void load() {
        SQLite::Statement query{store.db(), R"(
            SELECT id, ifnull(association, 0), source, reference, content_hash, complete FROM response
            WHERE round = ?)"};
        query.bind(1, round.id.value);
        while (query.executeStep()) {
            Stored one{{query.getColumn(0).getInt64()},
                       query.getColumn(1).getInt64(),
                       query.getColumn(2).getString(),
                       query.getColumn(3).getString()};
            one.complete = query.getColumn(5).getInt() != 0;
            const auto hash = query.getColumn(4);
            if (hash.getBytes() == static_cast<int>(one.hash.size()))
                std::copy_n(static_cast<const unsigned char*>(hash.getBlob()), one.hash.size(),
                            one.hash.begin());
            if (one.source == source)
                by_reference.emplace(one.reference, stored.size());
            if (one.association != 0)
                by_association.emplace(one.association, stored.size());
            stored.push_back(std::move(one));
        }
    }
};

AnswerImport::AnswerImport(store::Store& store, const SurveyRound& round, std::string source,
                           bool register_missing)
    : m_state{new State{store, round, std::move(source), register_missing, NamedAssociations{store}}} {
    m_state->load();
    m_state->codes_left_used = codes_without_answer(store, round.id);
}

AnswerImport::~AnswerImport() = default;

void AnswerImport::read(formats::ImportReader& reader, AnswerReader& answers, const SheetPlan& plan,
                        const std::function<void()>& pause) {
    auto& state = *m_state;
    state.reader = &reader;
    state.name_column = plan.column_of(question::k_name);
    state.code_column = plan.column_of(question::k_code);
    bool first = true;
    const auto line = [](const formats::Row& row, std::optional<std::size_t> column) {
        return column ? row.line(*column) : row.line();
    };
    base::ReadAhead<ReadAnswer> ahead{[&](ReadAnswer& next) {
        while (auto* row = reader.next()) {
            if (std::exchange(first, false) && is_heading_row(*row, plan)) {
                reader.take_as_heading();
                continue;
            }
            auto answer = answers.read(*row);
            if (!answer)
                continue;
            next = {std::move(answer), row->where(), line(*row, state.name_column),
                    line(*row, state.code_column)};
            return true;
        }
        return false;
    }};
    const auto between = [&] {
        state.hand_rejections_over(reader);
        pause();
    };
    for (std::span<ReadAnswer> rows; ahead.next(rows, between);)
        for (auto& row : rows)
            judge(row);
    state.hand_rejections_over(reader);
}

void AnswerImport::judge(ReadAnswer& read) {
    auto& state = *m_state;
    auto& answer = *read.answer;
    if (answer.blank()) {
        ++state.counts.blank;
        return;
    }
    const auto row = read.place.line;
    if (const auto line = state.lines.add(answer.reference, row); line != 0)
        return state.reject(read.place, "answer.reference_twice",
                            message("the answer {0} stands in {1} {2} already", printable(answer.reference),
                                    state.reader->line_word(), line));
    Pending pending{{std::move(answer)}};
    auto& judged = pending.judged;
    judged.municipality = state.named.municipality(judged.answer.place);
    if (!find_association(read, pending) || !check_store(read, pending))
        return;
    if (!check_file(read, pending) || !check_code(read, pending))
        return;
    state.pending.push_back(std::move(pending));
}

bool AnswerImport::find_association(const ReadAnswer& read, Pending& pending) {
    auto& judged = pending.judged;
    if (judged.answer.name.empty()) {
        judged.invitation = "none";
        return true;
    }
    auto found = m_state->named.find(judged.answer);
    if (found) {
        judged.association = *found;
        return true;
    }
    if (m_state->register_missing && found.problem().rule == "association.unknown") {
        pending.missing = associations::name_key(judged.answer.name);
        if (!pending.missing.empty())
            return true;
    }
    const auto& [rule, why, at, value] = found.problem();
    m_state->reject(read.place, {rule, why, m_state->reader->place(read.name_line, *m_state->name_column),
                                 judged.answer.name});
    return false;
}

/// \returns false if there is nothing to write: it is there already, or it was refused
bool AnswerImport::check_store(const ReadAnswer& read, Pending& pending) {
    auto& state = *m_state;
    auto& judged = pending.judged;
    const std::int64_t association = judged.association ? judged.association->value : 0;
    if (const auto known = state.by_reference.find(judged.answer.reference);
        known != state.by_reference.end()) {
        const auto& stored = state.stored[known->second];
        if (stored.association != association || !pending.missing.empty()) {
            state.reject(read.place, "response.other_association",
                         message("the answer {0} is in the store already, of another association",
                                 printable(judged.answer.reference)));
            return false;
        }
        if (stored.hash == content_hash(judged.answer) && stored.complete == judged.answer.complete) {
            ++state.counts.same;
            return false;
        }
        judged.stored = stored.id;
        return true;
    }
    if (association == 0)
        return true;
    const auto answered = state.by_association.find(association);
    if (answered == state.by_association.end())
        return true;
    const auto& stored = state.stored[answered->second];
    if (!judged.answer.complete) {
        ++state.counts.superseded;
        return false;
    }
    if (!stored.complete && stored.source == state.source) {
        judged.stored = stored.id; // what was begun then was sent off now
        return true;
    }
    state.reject(read.place, "response.answered",
                 message("the association of answer {0} has answered already, as {1}",
                         printable(judged.answer.reference), stored.reference));
    return false;
}

/// An association answers once in a file; an answer that was not sent off gives way to one that was.
bool AnswerImport::check_file(const ReadAnswer& read, Pending& pending) {
    auto& state = *m_state;
    const auto& judged = pending.judged;
    if (!judged.association && pending.missing.empty())
        return true;
    const auto who = judged.association ? std::to_string(judged.association->value) : pending.missing;
    const auto [known, fresh] = state.of_association.emplace(who, state.pending.size());
    if (fresh)
        return true;
    auto& earlier = state.pending[known->second];
    const bool earlier_complete = earlier.judged.answer.complete;
    if (earlier_complete == judged.answer.complete) {
        state.reject(
            read.place, "response.twice",
            message("this association answers already as {0} in {1} {2}; an association answers once",
                    printable(earlier.judged.answer.reference), state.reader->line_word(),
                    earlier.judged.answer.line));
        return false;
    }
    ++state.counts.superseded;
    if (earlier_complete)
        return false;
    earlier.dropped = true;
    known->second = state.pending.size();
    return true;
}

/// A code proves an invitation. It is marked as used; who used it is kept nowhere. Of an answer that was
/// taken back it is good again.
bool AnswerImport::check_code(const ReadAnswer& read, Pending& pending) {
    auto& state = *m_state;
    auto& judged = pending.judged;
    if (judged.answer.code.empty() || judged.stored)
        return true;
    const bool anonymous = judged.invitation == "none";
    const auto known = access_code_state(state.store, state.round.id, judged.answer.code);
    if (known == CodeState::unknown) {
        state.counts.codes_unknown += anonymous ? 1 : 0;
        return true;
    }
    const bool fresh = state.codes.insert(bare_code(judged.answer.code)).second;
    if (fresh && anonymous && known == CodeState::used_anonymously && state.codes_left_used > 0) {
        --state.codes_left_used;
        judged.invitation = "code";
        return true;
    }
    if (known != CodeState::unused || !fresh) {
        if (anonymous)
            state.reject(
                read.place,
                {"code.used",
                 message("the access code of this answer was used by an earlier answer; if both are to "
                         "count, empty the code"),
                 state.reader->place(read.code_line, *state.code_column), judged.answer.code});
        return !anonymous;
    }
    pending.use_code = true;
    if (anonymous)
        judged.invitation = "code";
    return true;
}

AnswerCounts AnswerImport::write(store::ChangeSet& change, base::Date today,
                                 const std::function<void()>& pause) {
    auto& state = *m_state;
    AnswerWriter writer{state.store, change, state.round, state.source, today};
    std::map<std::string, domain::AssociationId> entered;
    std::vector<const JudgedAnswer*> fresh_ones;
    for (auto& pending : state.pending) {
        if (pending.dropped)
            continue;
        auto& judged = pending.judged;
        if (!pending.missing.empty()) {
            const auto [known, fresh] = entered.try_emplace(pending.missing);
            if (fresh) {
                known->second = state.named.enter(change, judged.answer);
                ++state.counts.registered;
            }
            judged.association = known->second;
        }
        if (pending.use_code) {
            use_access_code(state.store, state.round.id, judged.answer.code,
                            judged.association ? CodeUser::named : CodeUser::anonymous);
            ++state.counts.codes_used;
        }
        if (judged.association && !judged.stored)
            state.counts.outside_area += state.named.in_area(*judged.association) ? 0 : 1;
        if (judged.stored)
            writer.write(judged, state.counts);
        else
            fresh_ones.push_back(&judged);
    }
    if (fresh_ones.size() >= k_many)
        writer.write_all(fresh_ones, state.counts, pause);
    else
        for (const auto* const judged : fresh_ones)
            writer.write(*judged, state.counts);
    const auto& counts = state.counts;
    change.count("responses_new", counts.added);
    change.count("responses_changed", counts.changed);
    change.count("needs_new", counts.needs);
    change.count("associations_new", counts.registered);
    change.count("access_codes_used", counts.codes_used);
    return counts;
}

} // namespace ehrenamt::needs::survey
