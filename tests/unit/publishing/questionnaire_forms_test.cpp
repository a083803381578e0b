// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xlsx_reader.hpp"
#include "ehrenamt/needs/questionnaire.hpp"
#include "ehrenamt/publishing/questionnaire_forms.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::publishing;

namespace {

needs::Questionnaire form(const std::string& contact_point = "Freiwilligenzentrum Offenbach") {
    return needs::make_questionnaire({*domain::HalfYear::parse("2027-H1"),
                                      base::Date::of(2026, 12, 15),
                                      contact_point,
                                      "Art. 6 Abs. 1 Buchst. e DSGVO",
                                      {{"F01", "sport", {"Sport und Bewegung", "sports"}}},
                                      {{"buchfuehrung", "Buchführung im Verein", true},
                                       {"barrierefreiheit_gebaerden", "Barrierefreiheit", true},
                                       {"suchthilfe", "Suchthilfe", false}}});
}

using Row = std::map<std::string, std::string>;

/// Reads the structure as LimeSurvey's importer does: a tab between cells, quotes by CSV's rules, where a
/// backslash keeps the quote behind it from ending the cell; a cell that is empty is not there.
std::vector<Row> imported(const std::string& file) {
    std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 3; i < file.size(); ++i) {
        auto& cell = lines.back().back();
        if (quoted && file[i] == '\\' && i + 1 < file.size()) {
            cell += file[i];
            cell += file[++i];
        } else if (quoted && file[i] == '"' && i + 1 < file.size() && file[i + 1] == '"') {
            cell += file[++i];
        } else if (file[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && file[i] == '\t') {
            lines.back().emplace_back();
        } else if (!quoted && file[i] == '\n') {
            lines.emplace_back(1);
        } else {
            cell += file[i];
        }
    }
    std::vector<Row> rows;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        auto& row = rows.emplace_back();
        REQUIRE(lines[i].size() == lines[0].size());
        for (std::size_t column = 0; column < lines[0].size(); ++column)
            if (!lines[i][column].empty())
                row[lines[0][column]] = lines[i][column];
    }
    return rows;
}

bool alphanumeric(const std::string& code, std::size_t longest) {
    return !code.empty() && code.size() <= longest &&
           std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

std::string value(const std::vector<Row>& rows, const std::string& kind, const std::string& name,
                  const std::string& column) {
    for (const auto& row : rows)
        if (row.at("class") == kind && row.count("name") == 1 && row.at("name") == name)
            return row.count(column) == 1 ? row.at(column) : "";
    return "<none>";
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);)
        lines.push_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
    return lines;
}

} // namespace

TEST_CASE("the structure for LimeSurvey begins with a byte order mark and its class column") {
    CHECK(limesurvey_structure(form(), "de")
              .starts_with("\xEF\xBB\xBF"
                           "class\ttype/scale\tname\t"));
}

TEST_CASE("every code in the structure is one that LimeSurvey takes") {
    const auto rows = imported(limesurvey_structure(form(), "de"));
    std::set<std::string> questions;
    std::set<std::string> items;
    for (const auto& row : rows) {
        const auto& kind = row.at("class");
        if (kind == "Q") {
            CHECK(std::isalpha(static_cast<unsigned char>(row.at("name")[0])) != 0);
            CHECK(alphanumeric(row.at("name"), 20));
            CHECK(questions.insert(row.at("name")).second); // once in the survey
            CHECK(std::set<std::string>{"LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ"}.count(
                      row.at("name")) == 0);
            items.clear();
        } else if (kind == "SQ") {
            CHECK(alphanumeric(row.at("name"), 20));
            CHECK(items.insert(row.at("name")).second); // once in the question
            CHECK(row.at("name") != "other");
            CHECK(row.at("name") != "time");
        } else if (kind == "A") {
            CHECK(alphanumeric(row.at("name"), 5));
        }
    }
    CHECK(questions.size() == 22);
}

TEST_CASE("each row of the structure has what the importer asks for") {
    const auto rows = imported(limesurvey_structure(form(), "de"));
    for (const auto& row : rows) {
        const auto& kind = row.at("class");
        CHECK(std::set<std::string>{"S", "SL", "G", "Q", "SQ", "A"}.count(kind) == 1);
        if (kind == "G" || kind == "Q" || kind == "SQ" || kind == "A") {
            CHECK(row.at("language") == "de");
            CHECK(row.count("type/scale") == 1);
        }
    }
    CHECK(value(rows, "S", "language", "text") == "de");
    CHECK(value(rows, "S", "anonymized", "text") == "Y");
    CHECK(value(rows, "S", "ipaddr", "text") == "N");
    CHECK(value(rows, "S", "refurl", "text") == "N");
    CHECK(value(rows, "S", "expires", "text") == "2026-12-15 23:59:59");
    CHECK(value(rows, "SL", "surveyls_title", "text") ==
          "Bedarfserhebung 1. Halbjahr 2027: Fortbildung im Ehrenamt");
    CHECK(value(rows, "Q", "TOPICS", "type/scale") == "M");
    CHECK(value(rows, "Q", "PRIO", "array_filter") == "TOPICS");
    CHECK(value(rows, "Q", "PERSONS", "num_value_int_only") == "1");
    CHECK(value(rows, "Q", "EMAIL", "relevance") == "CONSENT.NAOK == \"Y\"");
    CHECK(value(rows, "Q", "OWNPERSONS", "relevance") == "!is_empty(OWNTOPIC.NAOK)");
}

TEST_CASE("a name cannot break the structure") {
    const auto rows = imported(limesurvey_structure(form("\"Büro\" {SID} <b>\\\" & Co\tKG\nzwei"), "de"));
    const auto text = value(rows, "SL", "surveyls_welcometext", "text");
    CHECK(text.starts_with("&quot;Büro&quot; &#123;SID&#125; &lt;b&gt;&#92;&quot; &amp; Co KG zwei plant"));
    CHECK(value(rows, "Q", "CODE", "type/scale") == "S");
}

TEST_CASE("the XLSForm has its three sheets, and every list that a question names") {
    const test::TempFolder folder;
    const auto path = folder / "form.xlsx";
    write_xlsform(form("Büro ${NAME}"), "de", base::Date::of(2026, 11, 22), path.string(), "form.xlsx");
    const auto bytes = bytes_of(path);
    const auto survey = lines_of(formats::read_sheet(bytes, "survey").text);
    REQUIRE(survey.size() > 20);
    CHECK(survey[0] == "type;name;label;hint;relevant;constraint;constraint_message");
    CHECK(survey[1].find("Büro $ {NAME} plant") != std::string::npos);
    const auto has = [&](const std::string& begin) {
        return std::any_of(survey.begin(), survey.end(),
                           [&](const auto& line) { return line.starts_with(begin); });
    };
    CHECK(has("select_multiple TOPICS;TOPICS;"));
    CHECK(has("select_one PRIO;PRIO_barrierefreihe5wvf3w;Barrierefreiheit – Wie dringend ist das Thema?;"));
    CHECK(has("integer;PERSONS_suchthilfe;"));
    CHECK(has("select_one TRAINS;ROOM;")); // yes and no are one list
    const auto choices = lines_of(formats::read_sheet(bytes, "choices").text);
    std::set<std::string> lists;
    for (const auto& line : choices)
        lists.insert(line.substr(0, line.find(';')));
    int open = 0;
    std::set<std::string> names;
    for (const auto& line : survey) {
        open += line.starts_with("begin_group") ? 1 : line.starts_with("end_group") ? -1 : 0;
        const auto type = line.substr(0, line.find(';'));
        if (type.starts_with("select_"))
            CHECK(lists.count(type.substr(type.find(' ') + 1)) == 1);
        const auto rest = line.substr(std::min(type.size() + 1, line.size()));
        const auto name = rest.substr(0, rest.find(';'));
        if (!name.empty())
            CHECK(names.insert(name).second);
    }
    CHECK(open == 0);
    const auto settings = lines_of(formats::read_sheet(bytes, "settings").text);
    REQUIRE(settings.size() == 2);
    CHECK(settings[1] == "Bedarfserhebung 1. Halbjahr 2027: Fortbildung im Ehrenamt;bedarf_2027_H1;20261122");
}

TEST_CASE("one questionnaire in four forms: the same codes in each") {
    const auto questionnaire = form();
    const auto csv = csv_form(questionnaire, "de", formats::CsvStyle::plain);
    const auto rows = imported(limesurvey_structure(questionnaire, "de"));
    const test::TempFolder folder;
    write_xlsform(questionnaire, "de", base::Date::of(2026, 11, 22), (folder / "f.xlsx").string(), "f.xlsx");
    const auto survey = formats::read_sheet(bytes_of(folder / "f.xlsx"), "survey").text;
    for (const auto& group : questionnaire.groups)
        for (const auto& question : group.questions) {
            const std::string code{question.code};
            CHECK(value(rows, "Q", code, "type/scale") != "<none>");
            CHECK(csv.find(code + (question.type == needs::QuestionType::several_of || !question.items.empty()
                                       ? "["
                                       : ". ")) != csv.npos);
            CHECK(survey.find(";" + code + (question.items.empty() ? ";" : "_")) != survey.npos);
        }
}

TEST_CASE("the same questionnaire gives the same bytes") {
    CHECK(limesurvey_structure(form(), "en") == limesurvey_structure(form(), "en"));
    const std::vector<PaperCopy> copies = {{"TSV Beispiel", "ABCD-EFGH-JKLM"}};
    const auto day = base::Date::of(2026, 11, 22);
    CHECK(questionnaire_pdf(form(), copies, "", day) == questionnaire_pdf(form(), copies, "", day));
}
