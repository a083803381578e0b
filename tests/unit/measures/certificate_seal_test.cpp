// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/certificate_seal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

using namespace ehrenamt;
using measures::CertificateSeal;
using measures::PublicKey;
using measures::SigningKey;

namespace {

template <std::size_t Size>
std::array<unsigned char, Size> from_hex(std::string_view hex) {
    std::array<unsigned char, Size> bytes{};
    for (std::size_t i = 0; i < Size; ++i)
        bytes[i] = static_cast<unsigned char>(std::stoi(std::string{hex.substr(2 * i, 2)}, nullptr, 16));
    return bytes;
}

/// RFC 8032, 7.1: secret key, public key, message, signature.
struct Vector {
    const char* secret;
    const char* open;
    std::string message;
    const char* signature;
};

const std::vector<Vector>& vectors() {
    static const std::vector<Vector> k_vectors = {
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
         "d25bf5f0595bbe24655141438e7a100b"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
         "387b2eaeb4302aeeb00d291612bb0c00"},
    };
    return k_vectors;
}

SigningKey test_key() {
    return SigningKey{from_hex<32>(vectors()[0].secret)};
}

CertificateSeal facts() {
    return {.number = "06413000-153",
            .measure = "06413000-17",
            .title = "Öffentlichkeitsarbeit / Presse 100 %",
            .last_day = base::Date::of(2027, 3, 13),
            .attended = {360}};
}

} // namespace

TEST_CASE("keys and signatures are those of RFC 8032") {
    for (const auto& vector : vectors()) {
        const SigningKey key{from_hex<32>(vector.secret)};
        CHECK(key.public_key() == PublicKey{from_hex<32>(vector.open)});
        const auto signature = from_hex<64>(vector.signature);
        CHECK(key.sign(vector.message) == measures::base64url(signature.data(), signature.size()));
        CHECK(key.public_key().verifies(vector.message, key.sign(vector.message)));
        CHECK_FALSE(key.public_key().verifies(vector.message + "x", key.sign(vector.message)));
    }
}

TEST_CASE("keys are read back as they were written, in a file or alone") {
    const auto key = test_key();
    CHECK(SigningKey::parse(key.file_text())->public_key() == key.public_key());
    const auto open = key.public_key();
    CHECK(open.text() == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    CHECK(*PublicKey::parse(open.text()) == open);
    CHECK(*PublicKey::parse(open.file_text("Freiwilligenzentrum Offenbach e.V.")) == open);
    for (const auto* text :
         {"", "11qYAYKxCrfVS", "ehrenamt-public-key-1", "ehrenamt-public-key-1 Name",
          "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp", "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo"}) {
        CAPTURE(text);
        CHECK(PublicKey::parse(text).problem().rule == "certificate.public_key");
    }
    CHECK(SigningKey::parse(open.text()).problem().rule == "certificate.key_file");
    CHECK(SigningKey::parse("ehrenamt-private-key-1\nshort\n").problem().rule == "certificate.key_file");
    CHECK(SigningKey::random().public_key() != SigningKey::random().public_key());
}

TEST_CASE("a seal is the same text on every machine and each time it is printed") {
    // Printed certificates must still be read in ten years: whoever changes this text breaks all of them.
    CHECK(measures::sealed(facts(), "Weiß, Änne", test_key()) ==
          "EHRENAMT1/06413000-153/06413000-17/360/2027-03-13/"
          "%C3%96ffentlichkeitsarbeit%20%2F%20Presse%20100%20%25/"
          "eEmsMEloC-E/RSpFkKBjGyMw4RWwGCjx9w/fnzVn6VW1AnAYgS4y7CxFg/"
          "QM6ketbMoSj0QMiyKn2y_BgM00n3mSZyz2myXA_GhPpk0s4-x_1zxTgevZgineoqpNrxijrERB7KDRBFfXLZBQ");
}

TEST_CASE("a seal says what was sealed and whom it is for, but not the name") {
    const auto text = measures::sealed(facts(), "Weiß, Änne", test_key());
    const auto seal = measures::verified(text, test_key().public_key());
    REQUIRE(seal);
    CHECK(seal->number == "06413000-153");
    CHECK(seal->measure == "06413000-17");
    CHECK(seal->title == "Öffentlichkeitsarbeit / Presse 100 %");
    CHECK(seal->last_day == base::Date::of(2027, 3, 13));
    CHECK(seal->attended.minutes == 360);
    for (const auto* name : {"Weiß, Änne", "Änne Weiß", "ANNE WEISS", "  Änne\tWeiß "})
        CHECK(measures::is_for(*seal, name));
    for (const auto* name : {"", "Änne", "Weiß", "Änne Weißer", "Änne Weiß Weiß"})
        CHECK_FALSE(measures::is_for(*seal, name));
    CHECK(text.find("Wei") == text.npos);
}

TEST_CASE("the same name has another hash on every certificate") {
    auto other = facts();
    other.number = "06413000-154";
    const auto first =
        *measures::verified(measures::sealed(facts(), "A", test_key()), test_key().public_key());
    const auto second =
        *measures::verified(measures::sealed(other, "A", test_key()), test_key().public_key());
    CHECK(first.salt != second.salt);
    CHECK(first.name_hash != second.name_hash);
}

TEST_CASE("line breaks of a mail do not harm a seal") {
    auto text = measures::sealed(facts(), "A", test_key());
    for (std::size_t at = 60; at < text.size(); at += 60)
        text.insert(at, "\r\n ");
    CHECK(measures::verified(text, test_key().public_key()));
}

TEST_CASE("no character of a seal can be another, be missing or be added") {
    const auto key = test_key().public_key();
    const auto text = measures::sealed(facts(), "Weiß, Änne", test_key());
    const std::string others = "0aA/%-_Z9";
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char other : others) {
            if (other == text[i])
                continue;
            auto altered = text;
            altered[i] = other;
            CHECK_MESSAGE(!measures::verified(altered, key), altered);
            altered = text;
            altered.insert(i, 1, other);
            CHECK_MESSAGE(!measures::verified(altered, key), altered);
        }
        auto shorter = text;
        shorter.erase(i, 1);
        CHECK_MESSAGE(!measures::verified(shorter, key), shorter);
        CHECK_FALSE(measures::verified(text.substr(0, i), key));
    }
    CHECK_FALSE(measures::verified(text + "0", key));
}

TEST_CASE("parts of two true seals do not make a third") {
    const auto key = test_key();
    std::mt19937 random{20261125};
    for (int round = 0; round < 200; ++round) {
        auto one = facts();
        auto two = facts();
        one.attended.minutes = 1 + static_cast<std::int64_t>(random() % 2000);
        two.number = "06413000-" + std::to_string(200 + random() % 1000);
        two.attended.minutes = one.attended.minutes + 45;
        const auto first = measures::sealed(one, "Anna", key);
        const auto second = measures::sealed(two, "Berta", key);
        for (std::size_t at = first.find('/'); at != first.npos; at = first.find('/', at + 1)) {
            const auto parts =
                std::count(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(at), '/');
            std::size_t other = 0;
            for (std::ptrdiff_t i = 0; i <= parts; ++i)
                other = second.find('/', other + 1);
            const auto mixed = first.substr(0, at) + second.substr(other);
            if (mixed != first && mixed != second)
                CHECK_MESSAGE(!measures::verified(mixed, key.public_key()), mixed);
        }
    }
}

TEST_CASE("a seal of another key is told from a forged one") {
    const auto text = measures::sealed(facts(), "A", SigningKey{from_hex<32>(vectors()[1].secret)});
    CHECK(measures::verified(text, test_key().public_key()).problem().rule == "certificate.other_key");
    auto forged = text;
    const auto other_id = SigningKey{from_hex<32>(vectors()[1].secret)}.public_key().id();
    forged.replace(forged.find(other_id), other_id.size(), test_key().public_key().id());
    CHECK(measures::verified(forged, test_key().public_key()).problem().rule == "certificate.signature");
    CHECK(measures::verified("EHRENAMT2" + text.substr(9), test_key().public_key()).problem().rule ==
          "certificate.format");
    CHECK(measures::verified("", test_key().public_key()).problem().rule == "certificate.format");
}
