// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/new_associations.hpp"
#include "ehrenamt/associations/registry.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::associations;

namespace {

const base::Date k_today = base::Date::of(2026, 11, 22);

Association association(const std::string& name, const std::string& number) {
    Association a;
    a.name = name;
    a.kind = "registered_association";
    a.status = "active";
    a.seat = "Offenbach";
    a.municipality = *domain::Ags::parse("06413000");
    a.municipality_basis = "name";
    a.register_court = "M1114";
    a.former_court = number == "1" ? "M1103" : "";
    a.register_number = number;
    a.field = "sport";
    a.street = "Am Sportfeld 1";
    a.postcode = "63065";
    a.phone = "069 1";
    a.email = "post@verein.example";
    a.website = "https://verein.example";
    a.source = "liste";
    a.external_id = number;
    a.source_date = base::Date::of(2026, 10, 1);
    return a;
}

/// All columns but the number, by register number.
std::vector<std::string> content(store::Store& store) {
    SQLite::Statement query{store.db(),
                            "SELECT * FROM association ORDER BY CAST(register_number AS INTEGER)"};
    std::vector<std::string> values;
    while (query.executeStep())
        for (int i = 1; i < query.getColumnCount(); ++i)
            values.push_back(query.isColumnNull(i) ? "NULL" : "'" + query.getColumn(i).getString() + "'");
    return values;
}

} // namespace

TEST_CASE("associations entered in bulk are the same as those entered one by one") {
    std::vector<Association> all;
    Association bare;
    bare.name = "Initiative";
    bare.kind = "initiative";
    bare.status = "active";
    all.push_back(bare);
    // Lengths about those that take one byte; then so much that the texts fill several blocks.
    constexpr std::size_t k_lengths[] = {1, 254, 255, 256, 70'000, 1'200'000, 3};
    for (const auto length : k_lengths)
        all.push_back(association(std::string(length, 'x'), std::to_string(all.size())));
    while (all.size() < 40)
        all.push_back(association(std::string(50'000 + all.size(), 'y'), std::to_string(all.size())));

    test::SampleStore one_by_one;
    one_by_one.change([&](store::ChangeSet& change) {
        Registry registry{one_by_one.get()};
        for (auto a : all)
            registry.insert(change, a, k_today);
    });
    test::SampleStore in_bulk;
    in_bulk.change([&](store::ChangeSet& change) {
        NewAssociations kept;
        std::vector<std::size_t> places;
        for (const auto& a : all)
            places.push_back(kept.keep(a, name_key(a.name)));
        CHECK(kept.size() == all.size());
        kept.insert(in_bulk.get(), change, places, k_today, [] {});
    });
    CHECK(content(in_bulk.get()).size() == content(one_by_one.get()).size());
    CHECK((content(in_bulk.get()) == content(one_by_one.get()))); // not printed: it is long
}

TEST_CASE("only the places that are named are entered") {
    test::SampleStore sample;
    sample.change([&](store::ChangeSet& change) {
        NewAssociations kept;
        for (const char* number : {"1", "2", "3"})
            kept.keep(association("Chor", number), "chor");
        kept.insert(sample.get(), change, {1}, k_today, [] {});
    });
    const Registry registry{sample.get()};
    CHECK(registry.by_register("M1114", "", "2"));
    CHECK_FALSE(registry.by_register("M1114", "M1103", "1"));
    CHECK_FALSE(registry.by_register("M1114", "", "3"));
}
