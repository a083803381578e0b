// SPDX-License-Identifier: EUPL-1.2
// What spares an import most of its questions must never answer one differently: tried on all claims over a
// small world of names, places, register entries and sources.
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/known_keys.hpp"
#include "ehrenamt/associations/merge.hpp"
#include "ehrenamt/associations/register_associations.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::associations;

namespace {

const base::Date k_today = base::Date::of(2026, 11, 22);

std::vector<Association> world() {
    std::vector<Association> all;
    for (const char* name : {"Chor", "Turnverein"})
        for (const char* place : {"", "06413000", "06412000"})
            for (const char* number : {"", "1", "2"})
                for (const char* external_id : {"", "7", "8"}) {
                    Association one;
                    one.name = name;
                    if (*place != '\0')
                        one.municipality = *domain::Ags::parse(place);
                    one.register_number = number;
                    one.register_court = *number != '\0' ? "M1114" : "";
                    one.external_id = external_id;
                    one.source = *external_id != '\0' ? "liste" : "";
                    make_new(one);
                    all.push_back(one);
                }
    return all;
}

bool same(const Association& a, const Association& b) {
    const bool entry = !a.register_number.empty() && a.register_number == b.register_number;
    return entry || (!a.external_id.empty() && a.external_id == b.external_id);
}

/// Some of the world, no two with the same entry or number, and one pair of them merged if it can be.
std::vector<Association> stored_in(test::SampleStore& sample, unsigned seed) {
    std::mt19937 random{seed};
    std::vector<Association> stored;
    for (auto one : world()) {
        if (random() % 8 != 0 || std::any_of(stored.begin(), stored.end(),
                                             [&](const Association& other) { return same(one, other); }))
            continue;
        sample.change([&](store::ChangeSet& change) { Registry{sample.get()}.insert(change, one, k_today); });
        stored.push_back(one);
    }
    if (stored.size() > 2 && seed % 2 == 0) {
        sample.change([&](store::ChangeSet& change) {
            if (Merger{sample.get(), change, k_today}.merge(stored[0].id, stored[1].id).empty())
                stored.erase(stored.begin() + 1);
        });
    }
    return stored;
}

} // namespace

TEST_CASE("who cannot be among the known ones is planned as new, and most new ones are told so") {
    std::size_t told = 0;
    std::size_t added = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        test::SampleStore sample;
        stored_in(sample, seed);
        const Registry registry{sample.get()};
        const KnownKeys known{sample.get(), registry.aliases()};
        for (const auto& said : world()) {
            AssociationClaim claim;
            claim.said = said;
            claim.name_key = name_key(said.name);
            const auto keys = keys_of(said);
            known.expect(keys);
            const bool may_hold = known.may_hold(claim, keys);
            const auto planned = plan(claim, registry, sample.get().origin());
            const bool is_added = planned && planned->outcome == Outcome::added;
            CHECK((may_hold || is_added));
            told += may_hold ? 0 : 1;
            added += is_added ? 1 : 0;
        }
    }
    CHECK(told > 0);
    CHECK(2 * told > added);
}

TEST_CASE("namesakes are those of the same name that nothing speaks against") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        test::SampleStore sample;
        const auto stored = stored_in(sample, 2 * seed + 1);
        const Registry registry{sample.get()};
        for (const auto& said : world()) {
            if (std::any_of(stored.begin(), stored.end(),
                            [&](const Association& one) { return same(said, one); }))
                continue;
            std::vector<std::int64_t> expected;
            for (const auto& one : stored)
                if (one.name == said.name && !contradict(said, one))
                    expected.push_back(one.id.value);
            std::vector<std::int64_t> found;
            for (const auto& one : registry.namesakes(name_key(said.name), said))
                found.push_back(one.id.value);
            CHECK(found == expected);
        }
    }
}

TEST_CASE("of very many namesakes only the first are given") {
    test::SampleStore sample;
    Association said;
    said.name = "Chor";
    make_new(said);
    sample.change([&](store::ChangeSet& change) {
        Registry registry{sample.get()};
        for (int i = 0; i < 2 * Registry::k_most_namesakes; ++i) {
            auto one = said;
            registry.insert(change, one, k_today);
        }
    });
    CHECK(Registry{sample.get()}.namesakes("chor", said).size() == Registry::k_most_namesakes + 1);
}
