// SPDX-License-Identifier: EUPL-1.2
// What must hold for every list, tried on lists made at random from a fixed seed.
#include "ehrenamt/associations/register_associations.hpp"
#include "tests/support/sample_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::associations;

namespace {

const base::Date k_today = base::Date::of(2026, 11, 22);

struct Register {
    test::SampleStore sample;

    ImportSummary import(const std::string& bytes) {
        ImportSummary summary;
        formats::ImportReader reader{bytes, {"liste.csv"}, association_fields(), {}};
        sample.change([&](store::ChangeSet& change) {
            AssociationImport rows{sample.get(), reader};
            rows.read([] {});
            summary = rows.summary();
            rows.write(change, k_today, [] {});
        });
        return summary;
    }
    /// Every association without its number, sorted.
    std::vector<std::string> content() {
        SQLite::Statement query{sample.get().db(), "SELECT * FROM association"};
        std::vector<std::string> rows;
        while (query.executeStep()) {
            std::string row;
            for (int i = 1; i < query.getColumnCount(); ++i)
                row += query.getColumn(i).getString() + '\x1f';
            rows.push_back(std::move(row));
        }
        std::sort(rows.begin(), rows.end());
        return rows;
    }
};

using Row = std::vector<std::string>;

const Row k_header = {"Verein",          "Straße", "PLZ",     "Ort",
                      "Vereinsregister", "E-Mail", "Telefon", "Engagementfeld"};

std::vector<Row> random_list(unsigned seed, std::size_t count) {
    std::mt19937 random{seed};
    const auto one_of = [&](const std::vector<std::string>& choices) {
        return choices[random() % choices.size()];
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back({fmt::format("{} \"{}\" {}", one_of({"TSV", "Chor", "Förderverein"}),
                                    one_of({"Grün-Weiß", "Rosenhöhe; Süd", "Straße"}), i),
                        one_of({"", "Am Sportfeld 1", "Mühlgasse 12, Hof"}),
                        one_of({"", "63065", "34576", "60311"}),
                        one_of({"", "Offenbach", "Homberg", "Frankfurt/M."}),
                        random() % 2 == 0 ? "" : fmt::format("VR {:04} Offenbach", i),
                        one_of({"", "post@verein.example"}), one_of({"", "069 0012-30"}),
                        one_of({"", "sport", "Kultur und Musik"})});
    return rows;
}

std::string written(const std::vector<Row>& rows, char delimiter = ';', const std::string& line_end = "\n") {
    std::string out;
    const auto add = [&](const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0)
                out += delimiter;
            out += '"';
            for (const char c : row[i])
                out += c == '"' ? std::string{"\"\""} : std::string{c};
            out += '"';
        }
        out += line_end;
    };
    add(k_header);
    for (const auto& row : rows)
        add(row);
    return out;
}

constexpr unsigned k_seeds[] = {1, 7, 42};

} // namespace

TEST_CASE("a second import of the same list changes nothing") {
    for (const auto seed : k_seeds) {
        CAPTURE(seed);
        Register store;
        const auto list = written(random_list(seed, 40));
        const auto first = store.import(list);
        CHECK(first.added == first.accepted);
        const auto before = store.content();
        const auto second = store.import(list);
        CHECK(second.same == first.accepted);
        CHECK(store.content() == before);
    }
}

TEST_CASE("the order of the rows makes no difference to what is stored") {
    for (const auto seed : k_seeds) {
        CAPTURE(seed);
        auto rows = random_list(seed, 40);
        Register in_order, shuffled;
        in_order.import(written(rows));
        std::shuffle(rows.begin(), rows.end(), std::mt19937{seed + 1});
        shuffled.import(written(rows));
        CHECK(in_order.content() == shuffled.content());
    }
}

TEST_CASE("half of a list and then all of it is the same as all of it") {
    for (const auto seed : k_seeds) {
        CAPTURE(seed);
        const auto rows = random_list(seed, 40);
        Register at_once, in_steps;
        at_once.import(written(rows));
        in_steps.import(written({rows.begin(), rows.begin() + 20}));
        const auto rest = in_steps.import(written(rows));
        CHECK(rest.added + rest.same == at_once.content().size());
        CHECK(rest.changed == 0);
        CHECK(in_steps.content() == at_once.content());
    }
}

TEST_CASE("dialect and line ends make no difference to what is stored") {
    const auto rows = random_list(3, 40);
    Register plain;
    plain.import(written(rows));
    const std::string twins[] = {written(rows, ';', "\r\n"), written(rows, ';', "\r"),
                                 written(rows, ','),         written(rows, '\t'),
                                 written(rows, '|', "\r\n"), "\xef\xbb\xbf" + written(rows)};
    for (const auto& twin : twins) {
        Register other;
        other.import(twin);
        CHECK(other.content() == plain.content());
    }
}

TEST_CASE("a list with cells left blank takes nothing away") {
    for (const auto seed : k_seeds) {
        CAPTURE(seed);
        const auto rows = random_list(seed, 40);
        Register store;
        store.import(written(rows));
        const auto before = store.content();
        auto blanked = rows;
        std::mt19937 random{seed};
        for (auto& row : blanked)
            for (const std::size_t optional : {1U, 5U, 6U, 7U})
                if (random() % 2 == 0)
                    row[optional].clear();
        store.import(written(blanked));
        CHECK(store.content() == before);
    }
}

TEST_CASE("later changes of a list are told by field") {
    Register store;
    store.import(
        "Verein,PLZ,Ort,Telefon,E-Mail\nTSV A,63065,Offenbach,069 1,a@a.example\nTSV B,63065,Offenbach,,\n");
    const auto done = store.import("Verein,PLZ,Ort,Telefon,E-Mail\nTSV A,63065,Offenbach,069 "
                                   "222,b@a.example\nTSV B,63065,Offenbach,069 333,\n");
    CHECK(done.changed == 2);
    CHECK(done.changed_fields == std::map<std::string_view, std::size_t>{{"email", 1}, {"phone", 2}});
}
