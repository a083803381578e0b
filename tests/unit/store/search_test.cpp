// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/search.hpp"
#include "ehrenamt/store/undo.hpp"
#include "ehrenamt/store/verify.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

using namespace ehrenamt;

namespace {

/// A store with offers of the given texts, and what a search finds among them.
class Offers {
  public:
    Offers() : m_association{m_sample.add_association("TSV Beispiel", "tsv beispiel")} {}

    std::int64_t add(const std::string& text) {
        std::int64_t id = 0;
        m_sample.change([&](store::ChangeSet& change) {
            id = change.next_id<domain::AssociationId>().value;
            SQLite::Statement insert{m_sample.get().db(), R"(
                INSERT INTO offer (id, association, title, text, duration, online, public, expires_on, recorded_on)
                VALUES (?, ?, 'Angebot', ?, 'permanent', 0, 0, '2027-01-01', '2026-11-22'))"};
            insert.bind(1, id);
            insert.bind(2, m_association.value);
            insert.bind(3, text);
            insert.exec();
        });
        return id;
    }
    bool finds(const std::string& words, const std::string& text) {
        const auto id = add(text);
        SQLite::Statement query{m_sample.get().db(),
                                "SELECT 1 FROM offer_search WHERE offer_search MATCH ? AND rowid = ?"};
        query.bind(1, store::match_expression(words));
        query.bind(2, id);
        return query.executeStep();
    }
    test::SampleStore& sample() { return m_sample; }

  private:
    test::SampleStore m_sample;
    domain::AssociationId m_association;
};

} // namespace

TEST_CASE("umlauts are found however they are written, on either side") {
    Offers offers;
    for (const auto* words : {"Mühle", "Muhle", "MUEHLE", "mühle", "MÜHLE"})
        CHECK(offers.finds(words, "An der Mühle helfen"));
    for (const auto* words : {"Mühle", "muehle", "MÜHLE"})
        CHECK(offers.finds(words, "An der Muehle helfen"));
    for (const auto* words : {"Straße", "strasse", "STRASSE", "STRAẞE"}) {
        CHECK(offers.finds(words, "Auf der Straße"));
        CHECK(offers.finds(words, "AUF DER STRASSE"));
    }
    CHECK(offers.finds("Israelfaehre", "Die Israelfähre"));
}

TEST_CASE("every word must begin a word of the text") {
    Offers offers;
    CHECK(offers.finds("kasse", "Die Kassenprüfung"));
    CHECK(offers.finds("kasse prüf", "Prüfen Sie die Kasse"));
    CHECK_FALSE(offers.finds("kasse verein", "Die Kassenprüfung"));
    CHECK_FALSE(offers.finds("prüfung", "Die Kassenprüfung"));
}

TEST_CASE("nothing in what is looked for is syntax of the index") {
    Offers offers;
    for (const auto* words :
         {"kasse OR", "\"kasse", "title: kasse", "kasse*", "NEAR(kasse, 3)", "-kasse", "kasse ^"})
        CHECK_NOTHROW(offers.finds(words, "Kasse"));
    CHECK(store::match_expression(" - \"*\" ").empty());
    // However many places could be written in two ways, the question stays small.
    std::string long_word;
    for (int i = 0; i < 200; ++i)
        long_word += "ae";
    CHECK(store::match_expression(long_word).size() < 40'000);
}

TEST_CASE("the index follows changes and what is taken back, and a check tells when it does not") {
    Offers offers;
    auto& sample = offers.sample();
    auto& store = sample.get();
    const auto id = offers.add("Die Kasse prüfen");
    CHECK(store::search_index_is_true(store));
    sample.change(
        [&](store::ChangeSet&) { store.db().exec("UPDATE offer SET text = 'Den Garten pflegen'"); });
    const auto count = [&](const char* word) {
        SQLite::Statement query{store.db(), "SELECT count(*) FROM offer_search WHERE offer_search MATCH ?"};
        query.bind(1, word);
        query.executeStep();
        return query.getColumn(0).getInt();
    };
    CHECK(count("kasse") == 0);
    CHECK(count("garten") == 1);
    const auto last = store::change_log(store).back().id;
    sample.change([&](store::ChangeSet& change) { store::apply_inverse(store, last, change); });
    CHECK(count("kasse") == 1);
    CHECK(count("garten") == 0);
    CHECK(store::verify(store).findings.empty());

    SQLite::Statement forget{store.db(), "DELETE FROM offer_search WHERE rowid = ?"};
    forget.bind(1, id);
    forget.exec();
    CHECK_FALSE(store::search_index_is_true(store));
    store.db().exec("INSERT INTO offer_search (rowid, title, text) SELECT id, title, text FROM offer");
    CHECK(store::search_index_is_true(store));
}
