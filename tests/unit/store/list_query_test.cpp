// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/list_query.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ehrenamt;

namespace {

/// Four associations in three municipalities, the second without a register entry.
class Register {
  public:
    Register() {
        m_store.add_association("Ärmel & Söhne", "armel sohne", "06413000", "12");
        m_store.add_association("Armbrust", "armbrust", "06413000");
        m_store.add_association("Gesangverein Maßlos", "gesangverein masslos", "06435014", "9");
        m_store.add_association("TSV Zahl_1%", "tsv zahl 1", "06412000", "100");
    }
    [[nodiscard]] const store::Store& store() { return m_store.get(); }

    /// Names of what fulfils the conditions, in the order asked for.
    std::vector<std::string> names(const std::vector<std::string>& conditions,
                                   const std::string& sort = "name") {
        const auto& kind = *store::find_kind("associations");
        store::ListQuery query{&kind, {*store::find_column(kind, "name")}};
        for (const auto& text : conditions)
            query.where.push_back(*store::parse_condition(store(), kind, text));
        query.sort.push_back(*store::parse_sort_term(kind, sort));
        store::ListCursor cursor{store(), query};
        std::vector<std::string> found;
        for (store::ListRow row; cursor.next(row);)
            found.push_back(std::get<std::string>(row.front()));
        return found;
    }

    std::string refused(const std::string& condition) {
        return store::parse_condition(store(), *store::find_kind("associations"), condition).problem().rule;
    }

  private:
    test::SampleStore m_store;
};

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("a list is sorted as German readers expect, either way round") {
    Register r;
    CHECK(r.names({}) == Names{"Armbrust", "Ärmel & Söhne", "Gesangverein Maßlos", "TSV Zahl_1%"});
    CHECK(r.names({}, "-name") == Names{"TSV Zahl_1%", "Gesangverein Maßlos", "Ärmel & Söhne", "Armbrust"});
}

TEST_CASE("numbers that are text sort as text, and what is not known comes last both ways") {
    Register r;
    CHECK(r.names({}, "register_number") ==
          Names{"TSV Zahl_1%", "Ärmel & Söhne", "Gesangverein Maßlos", "Armbrust"});
    CHECK(r.names({}, "-register_number") ==
          Names{"Gesangverein Maßlos", "Ärmel & Söhne", "TSV Zahl_1%", "Armbrust"});
}

TEST_CASE("a municipality is meant by its key, its name or the beginning of its key") {
    Register r;
    const Names offenbach{"Armbrust", "Ärmel & Söhne"};
    CHECK(r.names({"municipality=06413000"}) == offenbach);
    CHECK(r.names({"municipality=offenbach am main"}) == offenbach);
    CHECK(r.names({"municipality=06413"}) == offenbach);
    CHECK(r.names({"municipality=0641"}) == Names{"Armbrust", "Ärmel & Söhne", "TSV Zahl_1%"});
    CHECK(r.names({"municipality!=0641"}) == Names{"Gesangverein Maßlos"});
    CHECK(r.names({"municipality!=06413000"}) == Names{"Gesangverein Maßlos", "TSV Zahl_1%"});
}

TEST_CASE("a text is found without case and umlaut dots, and its signs mean themselves") {
    Register r;
    CHECK(r.names({"name~ARMEL"}) == Names{"Ärmel & Söhne"});
    CHECK(r.names({"name~aermel"}) == Names{"Ärmel & Söhne"});
    CHECK(r.names({"name~masslos"}) == Names{"Gesangverein Maßlos"});
    CHECK(r.names({"name~_1%"}) == Names{"TSV Zahl_1%"});
    CHECK(r.names({"name~%"}) == Names{"TSV Zahl_1%"});
    CHECK(r.names({"name!~s"}).empty());
    CHECK(r.names({"name!~arm"}) == Names{"Gesangverein Maßlos", "TSV Zahl_1%"});
}

TEST_CASE("what is not known is unequal to everything and fulfils nothing else") {
    Register r;
    CHECK(r.names({"register_number!=12"}) == Names{"Armbrust", "Gesangverein Maßlos", "TSV Zahl_1%"});
    CHECK(r.names({"register_number<99"}) == Names{"Ärmel & Söhne", "Gesangverein Maßlos", "TSV Zahl_1%"});
    CHECK(r.names({"register_number!~1"}) == Names{"Armbrust", "Gesangverein Maßlos"});
}

TEST_CASE("conditions count together, and quotes are only quotes") {
    Register r;
    CHECK(r.names({"municipality=06413000", "register_number=12"}) == Names{"Ärmel & Söhne"});
    CHECK(r.names({"municipality=06413000", "register_number=9"}).empty());
    CHECK(r.names({"name=x' OR '1'='1"}).empty());
    CHECK(r.names({"recorded_on>=01.11.2026"}).size() == 4);
    CHECK(r.names({"recorded_on>2026-11-01"}).empty());
}

TEST_CASE("what a condition cannot mean is refused with its rule") {
    Register r;
    CHECK(r.refused("nme=x") == "list.column");
    CHECK(r.refused("name") == "list.condition");
    CHECK(r.refused("name=") == "list.condition");
    CHECK(r.refused("name<x") == "list.comparison");
    CHECK(r.refused("recorded_on~2026") == "list.comparison");
    CHECK(r.refused("recorded_on=gestern") == "date.format");
    CHECK(r.refused("status=weg") == "list.value");
    CHECK(r.refused("municipality=0699") == "list.value");
    CHECK(r.refused("municipality=Offenbach") == "list.value");
    CHECK(r.refused("field=sprot") == "list.value");
    CHECK(r.refused("id=x") == "id.format");
}

TEST_CASE("every column of every kind can be listed, asked for and sorted by") {
    Register r;
    for (const auto& kind : store::list_kinds()) {
        for (std::size_t i = 0; i < kind.columns.size(); ++i) {
            CAPTURE(kind.name);
            CAPTURE(kind.columns[i].key);
            store::ListQuery query{&kind, store::all_columns(kind)};
            query.where = {{i, store::Comparison::known}};
            query.sort = {{i, true}};
            store::ListCursor known{r.store(), query};
            query.where = {{i, store::Comparison::unknown}};
            store::ListCursor unknown{r.store(), query};
            query.where = {};
            store::ListCursor all{r.store(), query};
            const auto count = [](store::ListCursor& cursor) {
                int rows = 0;
                for (store::ListRow row; cursor.next(row);)
                    ++rows;
                return rows;
            };
            CHECK(count(known) + count(unknown) == count(all));
        }
    }
}

TEST_CASE("a record is shown by its number in both forms, or by its key") {
    Register r;
    const auto& associations = *store::find_kind("association");
    const auto name = [&](const char* key) {
        const auto row = store::show_row(r.store(), associations, key);
        return row ? std::get<std::string>((*row)[1]) : "";
    };
    CHECK(name("2") == "Ärmel & Söhne");
    CHECK(name("06413000-2") == "Ärmel & Söhne");
    CHECK(name("99").empty());
    CHECK(store::show_row(r.store(), *store::find_kind("municipality"), "06413000"));
    CHECK(store::show_row(r.store(), *store::find_kind("known-contact-point"), "1"));
    CHECK_FALSE(store::show_row(r.store(), *store::find_kind("known-contact-point"), "x"));
}
