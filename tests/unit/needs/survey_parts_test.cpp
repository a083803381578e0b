// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/answer_mapping.hpp"
#include "ehrenamt/needs/survey/head_count.hpp"
#include "ehrenamt/needs/survey/headings.hpp"
#include "ehrenamt/needs/survey/read_answer.hpp"
#include "ehrenamt/needs/survey/ticked_labels.hpp"
#include "ehrenamt/needs/survey/time_stamp.hpp"
#include "ehrenamt/needs/survey/topic_finder.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

using namespace ehrenamt;
using namespace ehrenamt::needs;
using namespace ehrenamt::needs::survey;

namespace {

const base::Date k_today = base::Date::of(2026, 11, 22);

Questionnaire some_questions() {
    return make_questionnaire({*domain::HalfYear::parse("2027-H1"),
                               k_today,
                               "Freiwilligenzentrum",
                               "Art. 6",
                               {{"F01", "sport", {"Sport", "sport"}}},
                               {{"fundraising", "Fundraising"},
                                {"veranstaltungen", "Feste, Märkte; Umzüge"},
                                {"erste_hilfe", "Erste Hilfe"}}});
}

std::string code_of(const Headings& headings, const char* heading, bool strict = false) {
    const auto found = headings.find(heading, strict);
    return found.targets.size() == 1 ? found.targets[0].code() : std::to_string(found.targets.size());
}

} // namespace

TEST_CASE("a number of persons is read as far as it is sure") {
    const auto is = [](const char* text, std::int64_t least, bool sure) {
        const auto count = read_head_count(text);
        return count.least == least && count.sure == sure;
    };
    CHECK(is("0", 0, true));
    CHECK(is("10", 10, true));
    CHECK(is("010", 10, true));
    CHECK(is("10.0", 10, true));
    CHECK(is("zehn", 10, true));
    CHECK(is("Zwölf Personen", 12, true));
    CHECK(is("10 Pers.", 10, true));
    CHECK(is("keine", 0, true));
    CHECK(is("ca. 10", 10, false));
    CHECK(is("10-15", 10, false));
    CHECK(is("10 – 15", 10, false));
    CHECK(is("zehn bis zwölf", 10, false));
    CHECK(is("mind. 10", 10, false));
    CHECK(is("über 10", 11, false));
    CHECK(is("> 10", 11, false));
    CHECK(is("bis zu 10", 1, false));
    CHECK(is("max. 10", 1, false));
    CHECK(is("1.000", 1, false)); // a thousand, or one
    CHECK(is("2,5", 1, false));
    CHECK(is("-5", 1, false));
    CHECK(is("einige", 1, false));
    CHECK(is("0-5", 1, false));
    CHECK(read_head_count("999999999999999999999999").least > 10'000);
}

TEST_CASE("the day of an answer is that in Germany, whatever the tool writes") {
    const auto text = [](const char* written, bool utc = false) {
        const auto stamp = read_time_stamp(written, utc);
        return stamp ? stamp->text() : stamp.problem().rule;
    };
    CHECK(text("2026-11-05") == "2026-11-05");
    CHECK(text("05.11.2026 10:11") == "2026-11-05T10:11:00");
    CHECK(text("2026-11-05 10:11:12") == "2026-11-05T10:11:12");
    CHECK(text("2026-11-05T23:30:00.123Z") == "2026-11-06T00:30:00");
    CHECK(text("2026-11-05T23:30:00", true) == "2026-11-06T00:30:00");
    CHECK(text("2026-07-01T21:59:59Z") == "2026-07-01T23:59:59");
    CHECK(text("2026-03-29T00:59:59Z") == "2026-03-29T01:59:59"); // before the clocks are changed
    CHECK(text("2026-03-29T01:00:00Z") == "2026-03-29T03:00:00");
    CHECK(text("2026-10-25T01:00:00Z") == "2026-10-25T02:00:00");
    CHECK(text("2026-11-05T10:11:12+01:00") == "2026-11-05T10:11:12");
    CHECK(text("2026-11-05T10:11:12-0500") == "2026-11-05T16:11:12");
    CHECK(text("2026/11/05 10:11:12 AM GMT+1") == "2026-11-05T10:11:12");
    CHECK(text("2026/11/05 12:11:12 AM GMT+1") == "2026-11-05T00:11:12");
    CHECK(text("2026/11/05 1:11:12 PM MEZ") == "2026-11-05T13:11:12");
    CHECK(text("11/25/2026 1:11") == "2026-11-25T01:11:00");
    CHECK(text("25/11/2026") == "2026-11-25");
    CHECK(text("11/11/2026") == "2026-11-11");
    CHECK(text("11/05/2026") == "date.ambiguous");
    CHECK(text("2026-02-30 10:00:00") == "date.day");
    CHECK(text("2026-11-05 25:00:00") == "date.format");
    CHECK(text("2026-11-05 10:00:00 irgendwo") == "date.format");
    CHECK(text("gestern") == "date.format");
    CHECK(text("") == "date.format");
}

TEST_CASE("ticked answers in one cell are taken apart by the words that are known") {
    const auto questions = some_questions();
    const auto& topics = *find_question(questions, "topics");
    const OptionFinder finder{topics.options};
    const auto ticked = finder.ticked("Fundraising, Feste, Märkte; Umzüge, Häkeln, aber richtig", ",;");
    CHECK(ticked.options == std::vector<std::size_t>{0, 1});
    CHECK(ticked.others == std::vector<std::string>{"Häkeln, aber richtig"});
    CHECK(ticked.sure);
    CHECK(finder.ticked("erstehilfe fundraising", " ").options == std::vector<std::size_t>{2, 0});
    CHECK(finder.ticked("", ",;").options.empty());
    CHECK(finder.ticked(";;;", ",;").others.empty());
    const OptionFinder twofold{
        {{"A", "a", {"Malen", "a"}}, {"B", "b", {"Zeichnen", "b"}}, {"C", "c", {"Malen Zeichnen", "c"}}}};
    CHECK_FALSE(twofold.ticked("Malen Zeichnen", " ").sure);
}

TEST_CASE("headings of every style find their question") {
    const auto questions = some_questions();
    const Headings headings{questions};
    for (const auto* heading :
         {"TOPICS[fundraising]", "TOPICS_fundraising", "topics[FUNDRAISING]", "umfrage/TOPICS/fundraising",
          "TOPICS[fundraising]. Welche Themen wünschen Sie sich? [Fundraising]",
          "TOPICS[fundraising] - irgendein Text", "Welche Themen wünschen Sie sich? [Fundraising]",
          "Welche_Themen_wünschen_Sie_sich?_[Fundraising]", "Which topics do you wish for? [Fundraising]",
          "Welche Themen w..  [Fundraising]"})
        CHECK(code_of(headings, heading) == "TOPICS[fundraising]");
    CHECK(code_of(headings, "Wie viele Personen würden teilnehmen? (Erste Hilfe)") == "PERSONS[erstehilfe]");
    CHECK(code_of(headings, "TOPICS[other]") == "TOPICS[other]");
    CHECK(code_of(headings, "Name") == "NAME");
    CHECK(code_of(headings, "Name", true) == "0"); // may be that of a person
    CHECK(code_of(headings, "Name der Ansprechperson") == "0");
    CHECK(code_of(headings, "Name, Vorname") == "0");
    CHECK(code_of(headings, "Field of study") == "0");
    CHECK(code_of(headings, "") == "0");
    const auto unknown = headings.find("TOPICS[haekeln]", false);
    REQUIRE(unknown.unknown_line_of != nullptr);
    CHECK(unknown.unknown_line == "haekeln");
    CHECK(headings.find("Welche Themen wünschen Sie sich? [Häkeln]", true).unknown_line_of != nullptr);
}

TEST_CASE("a topic in own words is matched only if the words say it for sure") {
    test::SampleStore sample;
    const TopicFinder finder{sample.get()};
    const auto sure = [&](const char* text) {
        const auto guess = finder.find(text);
        return guess.sure ? guess.topic : std::string{};
    };
    CHECK(sure("Fundraising") == "fundraising");
    CHECK(sure("Datenschutz (DSGVO) im Verein") == "datenschutz");
    CHECK(sure("Schulung zum Datenschutz") == "datenschutz");
    CHECK(sure("Mitgliederwerbung") == "mitgliedergewinnung");
    CHECK(sure("Steuererklärung für Vereine") == "steuerrecht");
    CHECK(sure("Häkeln") == "");
    CHECK(sure("Haftung und Versicherung") == ""); // two topics
    CHECK(sure("Verein") == "");
    CHECK(sure("") == "");
    CHECK(sure("!?") == "");
    CHECK(finder.find("Haftung und Töpfern").score == 50);
}

TEST_CASE("a drafted mapping is read back and takes nothing that nobody decided") {
    const auto questions = some_questions();
    const Headings headings{questions};
    const auto draft = draft_mapping(
        Tool::limesurvey,
        {{"id", {}, {}}, {"Q1 \"quoted\"\\", {"A1", "A2"}, {}}, {"Wunsch: Erste Hilfe?", {}, {}}}, headings,
        questions);
    const auto mapping = read_answer_mapping(draft, "m.toml");
    REQUIRE(mapping);
    CHECK(mapping->tool == Tool::limesurvey);
    REQUIRE(mapping->columns.size() == 3);
    CHECK(mapping->columns[0].question == "id");
    CHECK(mapping->columns[1].heading == "Q1 \"quoted\"\\");
    CHECK(mapping->columns[1].values.empty());
    CHECK(mapping->columns[2].question.empty());
    CHECK(draft.find("# vielleicht: question = \"TOPICS[erstehilfe]\"") != draft.npos);
    CHECK_FALSE(read_answer_mapping("[columns]\nname = \"x\"\n", "m.toml"));
    CHECK_THROWS_AS(static_cast<void>(read_answer_mapping("tool = \"kobo\"\nx = 1\n", "m.toml")),
                    base::Rejected);
    CHECK_THROWS_AS(static_cast<void>(read_answer_mapping("tool = \n", "m.toml")), base::Rejected);
}

TEST_CASE("whatever stands in a file, reading it ends in answers or in reasons") {
    const auto questions = some_questions();
    const Headings headings{questions};
    const std::string good =
        "id,submitdate,lastpage,NAME,TOPICS[fundraising],PERSONS[fundraising],PRIO[fundraising],"
        "TIMES[EVENING],MEMBERS,OWNTOPIC\r\n"
        "\"1\",\"2026-11-05 10:00:00\",\"1\",\"TSV\",\"Y\",\"ca. 10\",\"2\",,\"\",\"x\"\r\n"
        "2,05.11.2026,1,,2,,3,N,1.5,\"a\nb\"\r\n";
    constexpr std::string_view k_pieces = "\",;\t\n[]{}_/.-12YN\xc3\xa4\xff\x00'=TOPICS";
    std::mt19937 random{7};
    const auto below = [&](std::size_t end) {
        return std::uniform_int_distribution<std::size_t>{0, end - 1}(random);
    };
    for (int round = 0; round < 3000; ++round) {
        auto bytes = good;
        for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
            const auto at = below(bytes.size());
            switch (below(3)) {
            case 0:
                bytes[at] = k_pieces[below(k_pieces.size())];
                break;
            case 1:
                bytes.erase(at, 1 + below(4));
                break;
            default:
                bytes.insert(at, k_pieces.substr(below(k_pieces.size()), 1 + below(3)));
            }
        }
        formats::MappingChoice none;
        none.exhaustive = true;
        const formats::ReadOptions options{.file = "a.csv", .headings = headings.codes()};
        formats::ImportReader look{bytes, options, {}, none};
        formats::ImportReader reader{bytes, options, {}, none};
        if (reader.header().empty()) {
            CHECK_FALSE(reader.file_problems().empty());
            continue;
        }
        constexpr std::array k_tools = {Tool::limesurvey, Tool::limesurvey_vv, Tool::kobo, Tool::odk,
                                        Tool::google_forms};
        const PlanChoice choice{.tool = k_tools[below(k_tools.size())]};
        auto plan = make_plan(reader.header(), reader.verdict(), headings, choice);
        look_at_cells(plan, look, choice);
        AnswerReader answers{questions, plan, k_today, k_today};
        while (auto* row = reader.next())
            if (const auto answer = answers.read(*row)) {
                CHECK(row->ok());
                for (const auto& wish : answer->wishes)
                    CHECK((wish.persons >= 1 && wish.persons <= 10'000 && wish.priority >= 1 &&
                           wish.priority <= 3));
            } else {
                CHECK_FALSE(row->ok());
            }
    }
}
