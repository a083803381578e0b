// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs {

/// Codes of the questions. They are the same in every round and every tool, so that answers find their place
/// without a mapping: a letter, then letters and digits, at most 20 (what LimeSurvey allows).
namespace question {
inline constexpr std::string_view k_code = "CODE";             ///< access code of the invitation
inline constexpr std::string_view k_name = "NAME";             ///< association, if it names itself
inline constexpr std::string_view k_place = "PLACE";           ///< municipality or postcode
inline constexpr std::string_view k_legal_form = "LEGALFORM";  ///< one
inline constexpr std::string_view k_field = "FIELD";           ///< field of engagement, one
inline constexpr std::string_view k_members = "MEMBERS";       ///< number
inline constexpr std::string_view k_volunteers = "VOLUNTEERS"; ///< number
inline constexpr std::string_view k_trains = "TRAINS";         ///< yes or no: trains its volunteers today
inline constexpr std::string_view k_topics = "TOPICS";         ///< several topics
inline constexpr std::string_view k_priority = "PRIO";         ///< per topic: 1 most urgent to 3
inline constexpr std::string_view k_persons = "PERSONS";       ///< per topic: a number
inline constexpr std::string_view k_own_topic = "OWNTOPIC";    ///< a topic in own words
inline constexpr std::string_view k_own_priority = "OWNPRIO";  ///< its priority
inline constexpr std::string_view k_own_persons = "OWNPERSONS";
inline constexpr std::string_view k_times = "TIMES";     ///< several
inline constexpr std::string_view k_formats = "FORMATS"; ///< several
inline constexpr std::string_view k_travel = "TRAVELKM"; ///< number of kilometres
inline constexpr std::string_view k_room = "ROOM";       ///< yes or no: can lend a room
inline constexpr std::string_view k_obstacles = "OBSTACLES";
inline constexpr std::string_view k_trainer = "TRAINER"; ///< yes or no: knows a trainer
inline constexpr std::string_view k_consent =
    "CONSENT"; ///< yes or no: may be contacted; kept with the association
inline constexpr std::string_view k_email = "EMAIL"; ///< of the association
} // namespace question

/// A text for those who answer.
struct Text {
    std::string de;
    std::string en;
    [[nodiscard]] const std::string& in(std::string_view language) const {
        return language == "en" ? en : de;
    }
};

enum class QuestionType {
    text,
    number,          ///< whole, from 0
    yes_no,          ///< options `Y`, `N`
    one_of,          ///< one of the options
    several_of,      ///< a box per option
    one_per_item,    ///< an option for each item
    number_per_item, ///< a number for each item
};

/// Something to pick, or a line of a question that has several.
struct Option {
    std::string code;  ///< unique within the question; of options of `one_of` at most 5 letters and digits
    std::string value; ///< what the store keeps: a key, a word, or the name of response's column for a box
    Text text;
};

struct Question {
    std::string_view code;
    QuestionType type;
    Text text;
    Text help = {};
    std::vector<Option> options = {}; ///< to choose from
    std::vector<Option> items = {};   ///< lines: the round's topics
    std::string_view only_if = {}; ///< asked only where this yes-or-no is yes, this text is filled in, or the
                                   ///< item's box in this question is ticked; empty: always
    std::int64_t most = 0;         ///< greatest number allowed
};

struct QuestionGroup {
    std::string_view code;
    Text title;
    std::vector<Question> questions;
};

/// The questionnaire of a round. Every form that is sent out is written from it, and what comes back is read
/// by it.
struct Questionnaire {
    domain::HalfYear half_year;
    base::Date closes_on;
    std::string contact_point;
    Text title;
    Text welcome; ///< what for, until when, what becomes of the answers
    Text thanks;
    std::vector<QuestionGroup> groups;
    std::string name = {}; ///< of the form in tools that need one; empty: that of the half-year's survey
};

/// A topic that a round asks for.
struct AskedTopic {
    std::string key;
    std::string name;
    bool general = true;
};

/// What the questions are made of besides themselves.
struct QuestionnaireFacts {
    domain::HalfYear half_year;
    base::Date closes_on;
    std::string contact_point;
    std::string legal_basis;
    std::vector<Option> fields;     ///< value = key of the field of engagement
    std::vector<AskedTopic> topics; ///< in the order in which they are to be asked
};

/// The code of a topic in questions that have it as box or line: its key without `_`; where that is longer
/// than 20, its first 14 characters and 6 that stand for the whole key. Depends on the key alone, so that it
/// never changes when the catalogue grows; docs/questionnaire.md lists all.
EHRENAMT_API std::string topic_code(std::string_view key);

[[nodiscard]] EHRENAMT_API Questionnaire make_questionnaire(const QuestionnaireFacts& facts);

/// The round's questionnaire, with the topics that it asks.
[[nodiscard]] EHRENAMT_API Questionnaire questionnaire(const store::Store& store, const SurveyRound& round);

/// The same with every topic of the catalogue: answers are read by it, for a form may ask more than the
/// round.
[[nodiscard]] EHRENAMT_API Questionnaire full_questionnaire(const store::Store& store,
                                                            const SurveyRound& round);

/// The question of that code, or nullptr. \param code compared without regard to case
EHRENAMT_API const Question* find_question(const Questionnaire& questionnaire, std::string_view code);

/// The topics of a round; all for a round that was opened before rounds had topics. General topics before
/// specific ones, each in German order.
EHRENAMT_API std::vector<AskedTopic> asked_topics(const store::Store& store, domain::SurveyRoundId round);

} // namespace ehrenamt::needs
