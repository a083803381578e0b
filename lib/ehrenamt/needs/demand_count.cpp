// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand_count.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ehrenamt::needs {
namespace {

/// A group by boxes; an answer that ticked several stands in several. The last of a list is for none.
struct Box {
    std::string_view key;
    std::string_view name;
    std::string_view time_wish = {}; ///< what a need says instead whose answer was not asked; of times only
};
constexpr std::array<Box, 5> k_times = {{{"evening", "werktags abends", "evening"},
                                         {"saturday", "samstags", "saturday"},
                                         {"block", "mehrere Tage am Stück"},
                                         {"any", "egal", "any"},
                                         {"", ""}}};
constexpr std::array<Box, 4> k_formats = {
    {{"presence", "vor Ort"}, {"online", "online"}, {"hybrid", "vor Ort und online zugleich"}, {"", ""}}};

// Nothing is looked up but the associations: the table lies in the order of its numbers.
constexpr const char* k_answers = R"(
    SELECT r.id, r.late, r.complete, r.invitation = 'code', r.association IS NULL, a.municipality,
           ifnull(a.municipality, r.municipality), ifnull(a.field, r.field),
           r.time_evening, r.time_saturday, r.time_block, r.time_any,
           r.format_presence, r.format_online, r.format_hybrid
    FROM response r NOT INDEXED LEFT JOIN association a ON a.id = r.association
    WHERE r.round = ? ORDER BY r.id)";
constexpr int k_first_time = 8;
constexpr int k_first_format = 12;

constexpr const char* k_needs = R"(
    SELECT response, topic, persons, priority, time_wish FROM need NOT INDEXED
    WHERE response BETWEEN ? AND ?)";

/// What an answer adds to each of its needs.
struct Answer {
    std::int64_t id = 0;
    std::uint32_t group = 0;  ///< its municipality or field
    std::uint8_t ticked = 0;  ///< a bit for each box
    std::uint8_t unasked = 0; ///< a bit for each box that it was not shown
    std::uint8_t counted = 0; ///< a bit for each box, and those below: it is counted there as an association
    bool late = false;
};
constexpr std::uint8_t k_in_group = 1U << 5U;
constexpr std::uint8_t k_in_general = 1U << 6U;
constexpr std::uint8_t k_in_specific = 1U << 7U;

/// What a need adds to a row.
struct Wish {
    std::int64_t persons = 0;
    std::size_t priority = 1;
    bool evening = false;
    bool saturday = false;
    bool late = false;

    void add_to(DemandRow& row, std::int64_t associations) const {
        row.associations += associations;
        row.persons += persons;
        row.persons_by_priority.at(priority - 1) += persons;
        row.evening += evening ? persons : 0;
        row.saturday += saturday ? persons : 0;
        row.late += late ? persons : 0;
    }
};

/// \returns 1 if it is counted in this for the first time, else 0
std::int64_t count_once(Answer& answer, std::uint8_t where) {
    const bool fresh = (answer.counted & where) == 0;
    answer.counted |= where;
    return fresh ? 1 : 0;
}

/// Rows by their key.
class Groups {
  public:
    std::uint32_t add(DemandRow row) {
        const auto number = static_cast<std::uint32_t>(m_rows.size());
        m_numbers.emplace(row.key, number);
        m_rows.push_back(std::move(row));
        return number;
    }
    /// Of a row with this key, which is made if there is none.
    [[nodiscard]] std::uint32_t number(std::string_view key) {
        if (m_rows[m_last].key == key) // most often the same again
            return m_last;
        const auto known = m_numbers.find(key);
        m_last = known != m_numbers.end() ? known->second : add({.key = std::string{key}});
        return m_last;
    }
    [[nodiscard]] std::vector<DemandRow>& rows() { return m_rows; }

  private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::vector<DemandRow> m_rows;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> m_numbers;
    std::uint32_t m_last = 0;
};

std::string_view text_of(const SQLite::Column& column) {
    const auto* const text = column.getText();
    return {text, static_cast<std::size_t>(column.getBytes())};
}

class Count {
  public:
    Count(const store::Store& store, DemandBy by, Demand& demand)
        : m_db{store.db()},
          m_by{by},
          m_boxes{by == DemandBy::time     ? std::span<const Box>{k_times}
                  : by == DemandBy::format ? std::span<const Box>{k_formats}
                                           : std::span<const Box>{}},
          m_demand{demand} {
        fill(m_topics, "SELECT key, name, kind FROM topic");
        if (by == DemandBy::municipality)
            fill(m_places, "SELECT ags, name, '' FROM municipality");
        if (by == DemandBy::field)
            fill(m_places, "SELECT key, name_de, '' FROM engagement_field");
        for (const auto& box : m_boxes)
            m_box_rows.push_back({.key = std::string{box.key}, .name = std::string{box.name}});
        SQLite::Statement area{m_db, R"(
            SELECT p.ags FROM contact_point_area p JOIN survey_round s ON s.contact_point = p.contact_point
            WHERE s.id = ?)"};
        area.bind(1, demand.round.id.value);
        while (area.executeStep())
            m_area.insert(area.getColumn(0).getString());
    }

    void run() {
        read_answers();
        read_needs();
        auto& counted = m_by == DemandBy::topic ? m_topics.rows()
                        : m_boxes.empty()       ? m_places.rows()
                                                : m_box_rows;
        auto& rows = m_demand.rows;
        std::copy_if(std::make_move_iterator(counted.begin()), std::make_move_iterator(counted.end()),
                     std::back_inserter(rows), [](const DemandRow& row) { return row.associations > 0; });
        if (m_boxes.empty())
            std::sort(rows.begin(), rows.end(), [](const DemandRow& a, const DemandRow& b) {
                return a.persons != b.persons ? a.persons > b.persons : a.key < b.key;
            });
    }

  private:
    void fill(Groups& groups, const char* sql) const {
        SQLite::Statement query{m_db, sql};
        while (query.executeStep())
            groups.add({query.getColumn(0).getString(), query.getColumn(1).getString(),
                        query.getColumn(2).getString()});
        groups.add({}); // not known
    }

    void read_answers() {
        SQLite::Statement query{m_db, k_answers};
        query.bind(1, m_demand.round.id.value);
        m_answers.reserve(static_cast<std::size_t>(m_demand.round.responses));
        while (query.executeStep()) {
            auto& answer = m_answers.emplace_back(Answer{query.getColumn(0).getInt64()});
            answer.late = query.getColumn(1).getInt() != 0;
            m_demand.late += answer.late ? 1 : 0;
            m_demand.incomplete += query.getColumn(2).getInt() == 0 ? 1 : 0;
            m_demand.anonymous += query.getColumn(4).getInt();
            const bool of_invited =
                query.getColumn(3).getInt() != 0 || m_area.contains(text_of(query.getColumn(5)));
            m_demand.responses_of_invited += of_invited ? 1 : 0;
            if (m_by == DemandBy::municipality || m_by == DemandBy::field)
                answer.group =
                    m_places.number(text_of(query.getColumn(m_by == DemandBy::municipality ? 6 : 7)));
            read_boxes(query, answer);
        }
    }

    void read_boxes(SQLite::Statement& query, Answer& answer) const {
        const int first = m_by == DemandBy::time ? k_first_time : k_first_format;
        for (std::size_t i = 0; i + 1 < m_boxes.size(); ++i) {
            const auto column = query.getColumn(first + static_cast<int>(i));
            const auto bit = static_cast<std::uint8_t>(1U << i);
            if (column.isNull())
                answer.unasked |= bit;
            else if (column.getInt() != 0)
                answer.ticked |= bit;
        }
    }

    void read_needs() {
        if (m_answers.empty())
            return;
        SQLite::Statement query{m_db, k_needs};
        query.bind(1, m_answers.front().id);
        query.bind(2, m_answers.back().id);
        while (query.executeStep()) {
            auto* const answer = find(query.getColumn(0).getInt64());
            if (answer == nullptr) // of another survey
                continue;
            const auto topic = m_topics.number(text_of(query.getColumn(1)));
            const auto time = text_of(query.getColumn(4));
            const Wish wish{query.getColumn(2).getInt64(),
                            static_cast<std::size_t>(query.getColumn(3).getInt()), time == "evening",
                            time == "saturday", answer->late};
            add_to_kind(*answer, m_topics.rows()[topic].kind == "general", wish.persons);
            if (m_by == DemandBy::topic)
                wish.add_to(m_topics.rows()[topic], 1); // an answer names a topic once
            else if (m_boxes.empty())
                wish.add_to(m_places.rows()[answer->group], count_once(*answer, k_in_group));
            else
                add_to_boxes(*answer, wish, time);
        }
    }

    /// By its number: in a round imported at once they follow on each other.
    [[nodiscard]] Answer* find(std::int64_t id) {
        const auto guess = static_cast<std::uint64_t>(id - m_answers.front().id);
        if (guess < m_answers.size() && m_answers[guess].id == id)
            return &m_answers[guess];
        const auto found =
            std::lower_bound(m_answers.begin(), m_answers.end(), id,
                             [](const Answer& answer, std::int64_t wanted) { return answer.id < wanted; });
        return found != m_answers.end() && found->id == id ? &*found : nullptr;
    }

    void add_to_kind(Answer& answer, bool general, std::int64_t persons) {
        auto& kind = general ? m_demand.general : m_demand.specific;
        kind.associations += count_once(answer, general ? k_in_general : k_in_specific);
        kind.persons += persons;
    }

    void add_to_boxes(Answer& answer, const Wish& wish, std::string_view time) {
        const auto none = m_boxes.size() - 1;
        bool any = false;
        for (std::size_t i = 0; i < none; ++i) {
            const auto bit = static_cast<std::uint8_t>(1U << i);
            const bool wished = (answer.unasked & bit) != 0 && m_boxes[i].time_wish == time;
            if ((answer.ticked & bit) == 0 && !wished)
                continue;
            any = true;
            wish.add_to(m_box_rows[i], count_once(answer, bit));
        }
        // Of times it is known only where all were asked; else the need says it.
        if (!any && (answer.unasked == 0 || m_by == DemandBy::format))
            wish.add_to(m_box_rows[none], count_once(answer, static_cast<std::uint8_t>(1U << none)));
    }

    const SQLite::Database& m_db;
    DemandBy m_by;
    std::span<const Box> m_boxes;
    Demand& m_demand;
    std::set<std::string, std::less<>> m_area; ///< municipalities of the contact point
    Groups m_topics;
    Groups m_places;
    std::vector<DemandRow> m_box_rows;
    std::vector<Answer> m_answers; ///< by number
};

} // namespace

void count_demand(const store::Store& store, DemandBy by, Demand& demand) {
    Count{store, by, demand}.run();
}

} // namespace ehrenamt::needs
