// Holds the samplers, byte for byte, against draws that other systems made.
#include <sstream>

#include "audit/batch_comparison.hpp"
#include "audit/batch_sampler.hpp"
#include "audit/consistent_sampler.hpp"
#include "audit/counter_sampler.hpp"
#include "audit/hash_sampler.hpp"
#include "audit/python_text.hpp"
#include "audit/shared_vectors.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"

namespace belfry::audit {
namespace {

using namespace vectors;  // NOLINT(google-build-using-namespace): test support

/// Python's repr of nested tuples of texts, numbers and None.
std::string python(const Value& value) {
    if (value.is_array()) {
        std::string out = "(";
        const auto& array = value.as_array();
        for (std::size_t at = 0; at < array.size(); ++at) {
            out += (at == 0 ? "" : ", ") + python(array[at]);
        }
        return out + (array.size() == 1 ? ",)" : ")");
    }
    if (value.is_string()) {
        return python_quoted(value.as_string());
    }
    return value.is_null() ? "None" : std::to_string(whole(value));
}

/// A plain id stands without quotes.
std::string id_text(const Value& value) {
    return value.is_string() ? text(value) : python(value);
}

TEST(CounterSampler, DrawsAsRivestAndColoradoDo) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    for (const auto& each : rows("sampler_rivest_stark_counter.json")) {
        const auto& row = each.as_object();
        const NumberRange range{whole(row.at("a")), whole(row.at("b"))};
        const auto seed = text(row.at("seed"));
        const auto& theirs = row.at("out").as_array();
        const auto count = static_cast<std::int64_t>(theirs.size());
        const auto ours = row.at("with_replacement").as_bool()
                              ? draw_with_replacement(seed, range, 0, count)
                              : draw_without_replacement(seed, range, 0, count);
        ASSERT_EQ(ours.size(), theirs.size());
        for (std::size_t at = 0; at < ours.size(); ++at) {
            EXPECT_EQ(ours[at], whole(theirs[at])) << seed << " pick " << at;
        }
        // A second round goes on where the first ended.
        const auto half = count / 2;
        const auto later = row.at("with_replacement").as_bool()
                               ? draw_with_replacement(seed, range, half, count - half)
                               : draw_without_replacement(seed, range, half, count - half);
        EXPECT_TRUE(
            std::ranges::equal(later, std::span(ours).subspan(static_cast<std::size_t>(half)))
        );
        ++seen;
    }
    EXPECT_GT(seen, 0);
}

TEST(ConsistentSampler, TicketsAndDrawsAreArlos) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("sampler_consistent.json")) {
        const auto& row = each.as_object();
        const auto function = text(row.at("f"));
        if (function == "sha256_hex") {
            EXPECT_EQ(crypto::to_hex(crypto::sha256(text(row.at("in")))), text(row.at("out")));
        } else if (function == "sha256_uniform") {
            EXPECT_EQ(uniform_from(text(row.at("in"))), text(row.at("out")));
        } else if (function == "next_fraction") {
            EXPECT_EQ(next_ticket(text(row.at("in"))), text(row.at("out")));
        } else if (function == "trim") {
            EXPECT_EQ(
                trimmed(text(row.at("in")), static_cast<std::size_t>(whole(row.at("digits")))),
                text(row.at("out"))
            );
        } else if (function == "sampler") {
            const auto& in = row.at("in").as_object();
            std::vector<std::string> ids;
            for (const auto& id : in.at("id_list").as_array()) {
                ids.push_back(id_text(id));
            }
            const auto ours = draw_consistent(
                text(in.at("seed")),
                ids,
                {0, static_cast<std::size_t>(whole(in.at("take")))},
                in.at("with_replacement").as_bool()
            );
            const auto& theirs = row.at("out").as_array();
            ASSERT_EQ(ours.size(), theirs.size());
            for (std::size_t at = 0; at < ours.size(); ++at) {
                const auto& draw = theirs[at].as_array();
                EXPECT_TRUE(ours[at].ticket.starts_with(text(draw[0]))) << shown(draw[0]);
                EXPECT_EQ(ids[ours[at].index], id_text(draw[1])) << at;
                EXPECT_EQ(ours[at].generation, whole(draw[2])) << at;
            }
        } else if (function == "tickets") {
            const auto id = id_text(row.at("id"));
            EXPECT_EQ(id, text(row.at("id_str")));
            auto ticket = first_ticket(text(row.at("seed")), id);
            for (std::size_t at = 0; at < row.at("generations").as_array().size(); ++at) {
                EXPECT_EQ(ticket, text(row.at("generations").as_array()[at]));
                EXPECT_EQ(trimmed(ticket, 18), text(row.at("trim18").as_array()[at]));
                ticket = next_ticket(ticket);
            }
        }
    }
}

std::vector<std::string> ids_of(const Value& manifest) {
    std::vector<std::string> out;
    const auto add = [&](const Value& batch, const Value& positions) {
        for (const auto& position : positions.as_array()) {
            out.push_back("(" + python(batch) + ", " + std::to_string(whole(position)) + ")");
        }
    };
    if (manifest.is_object()) {
        for (const auto& [name, positions] : manifest.as_object()) {
            add(Value(name), positions);
        }
    } else {
        for (const auto& pair : manifest.as_array()) {
            add(pair.as_array()[0], pair.as_array()[1]);
        }
    }
    return out;
}

void expect_draws(const Object& in, const Array& theirs) {
    const auto ids = ids_of(in.at("manifest"));
    const auto ours = draw_consistent(
        text(in.at("seed")),
        ids,
        {static_cast<std::size_t>(whole(in.at("num_sampled"))),
         static_cast<std::size_t>(whole(in.at("sample_size")))},
        in.at("with_replacement").as_bool()
    );
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t at = 0; at < ours.size(); ++at) {
        const auto& row = theirs[at].as_array();
        EXPECT_EQ(ours[at].ticket, text(row[0])) << at;
        EXPECT_EQ(ids[ours[at].index], python(row[1])) << at;
        EXPECT_EQ(ours[at].generation, whole(row[2])) << at;
    }
}

TEST(ConsistentSampler, RoundsOfArloAreRepeatedDrawForDraw) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    for (const auto& each : rows("sampler_consistent.json")) {
        const auto& row = each.as_object();
        if (text(row.at("f")) == "arlo.draw_sample") {
            expect_draws(row, row.at("out").as_array());
            ++seen;
        }
    }
    for (const auto& each : rows("arlo_sampler.json")) {
        const auto& row = each.as_object();
        if (text(row.at("function")) == "sampler.draw_sample") {
            expect_draws(row.at("input").as_object(), row.at("output").as_array());
            ++seen;
        }
    }
    EXPECT_GT(seen, 0);
}

TEST(BatchSampler, DrawsInProportionAsArloDoes) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    for (const auto& each : rows("arlo_sampler.json")) {
        const auto& row = each.as_object();
        if (text(row.at("function")) != "sampler.draw_ppeb_sample") {
            continue;
        }
        ++seen;
        const auto& in = row.at("input").as_object();
        const auto& given = in.at("contest").as_object();
        BatchTerms terms;
        terms.contest = {text(given.at("name")), whole(given.at("ballots")), 1, 1, {}};
        for (const auto& choice : given.at("candidates").as_array()) {
            terms.contest.choices.push_back(
                {text(choice.as_array()[0]), whole(choice.as_array()[1])}
            );
        }
        std::vector<DrawableBatch> batches;
        std::vector<BatchTally> tallies;
        for (const auto& entry : in.at("batch_results").as_object().at("map").as_array()) {
            const auto& key = entry.as_array()[0].as_array();
            BatchTally tally{0, std::vector<double>(terms.contest.choices.size(), 0.0)};
            const auto* votes = entry.as_array()[1].as_object().if_contains(terms.contest.name);
            if (votes == nullptr) {
                continue;
            }
            tally.cards = whole(votes->as_object().at("ballots"));
            for (std::size_t at = 0; at < tally.votes.size(); ++at) {
                tally.votes[at] =
                    votes->as_object().at(terms.contest.choices[at].name).to_number<double>();
            }
            tallies.push_back(tally);
            batches.push_back({text(key[0]), text(key[1]), 0.0});
        }
        terms.unauditable = unauditable_cards(terms.contest, tallies);
        for (std::size_t at = 0; at < batches.size(); ++at) {
            batches[at].bound = batch_error_bound(terms, tallies[at]);
        }
        std::vector<std::size_t> before;
        for (const auto& key : in.at("previously_sampled_batch_keys").as_array()) {
            for (std::size_t at = 0; at < batches.size(); ++at) {
                const auto name = text(key.as_array()[1]);
                if (batches[at].batch == name || "pct " + name.substr(3) == batches[at].batch) {
                    before.push_back(at);
                    break;
                }
            }
        }
        const auto ours = draw_batches(
            text(in.at("seed")),
            batches,
            before,
            static_cast<std::size_t>(whole(in.at("sample_size")))
        );
        const auto& theirs = row.at("output").as_array();
        ASSERT_EQ(ours.size(), theirs.size()) << shown(each);
        for (std::size_t at = 0; at < ours.size(); ++at) {
            EXPECT_EQ(ours[at].ticket, text(theirs[at].as_array()[0]));
            EXPECT_EQ(batches[ours[at].index].batch, text(theirs[at].as_array()[1].as_array()[1]));
        }
    }
    EXPECT_GT(seen, 0);
}

std::string seed_of(const Object& row) {
    return row.at("seed").is_string() ? text(row.at("seed"))
                                      : std::to_string(whole(row.at("seed")));
}

/// Decimal digits of the words, lowest first, of a number of `bits` bits.
std::string decimal_of(HashGenerator& generator, unsigned bits) {
    std::vector<std::uint64_t> words;
    for (unsigned left = bits; left > 0; left -= std::min(left, 64U)) {
        words.push_back(generator.bits(std::min(left, 64U)));
    }
    std::string digits;
    while (std::ranges::any_of(words, [](std::uint64_t word) { return word != 0; })) {
        std::uint64_t rest = 0;
        for (auto word = words.rbegin(); word != words.rend(); ++word) {
            // Long division by ten in halves of a word.
            const auto high = (rest << 32U) | (*word >> 32U);
            const auto low = ((high % 10) << 32U) | (*word & 0xffffffffU);
            *word = ((high / 10) << 32U) | (low / 10);
            rest = low % 10;
        }
        digits.insert(digits.begin(), static_cast<char>('0' + rest));
    }
    return digits.empty() ? "0" : digits;
}

template <class Number>
void expect_numbers(const std::vector<Number>& ours, const Value& theirs) {
    ASSERT_EQ(ours.size(), theirs.as_array().size());
    for (std::size_t at = 0; at < ours.size(); ++at) {
        EXPECT_EQ(static_cast<std::int64_t>(ours[at]), whole(theirs.as_array()[at])) << at;
    }
}

TEST(HashSampler, NumbersOfCryptorandom) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("shangrla_prng.json")) {
        const auto& row = each.as_object();
        const auto seed = seed_of(row);
        HashGenerator generator(seed);
        const auto& digests = row.at("nextRandom_as_int").as_array();
        const auto numbers = sample_numbers(seed, digests.size());
        for (std::size_t at = 0; at < digests.size(); ++at) {
            const auto next = generator.next();
            EXPECT_EQ(next.decimal(), text(digests[at]));
            EXPECT_EQ(numbers[at], next);
            // The reader of the file rounds its last digit at times.
            EXPECT_DOUBLE_EQ(next.fraction(), row.at("random").as_array()[at].to_number<double>());
        }
        for (const auto& [name, theirs] : row) {
            HashGenerator fresh(seed);
            std::istringstream words{std::string(name)};
            std::vector<std::int64_t> asked;  // The numbers in the row's name.
            for (std::string word; std::getline(words, word, '_');) {
                if (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos) {
                    asked.push_back(std::stoll(word));
                }
            }
            if (name.starts_with("randint_")) {
                std::vector<std::int64_t> ours;
                while (ours.size() < theirs.as_array().size()) {
                    ours.push_back(fresh.whole(asked[0], asked[1]));
                }
                expect_numbers(ours, theirs);
            } else if (name.starts_with("getrandbits_")) {
                for (std::size_t at = 0; at < asked.size(); ++at) {
                    EXPECT_EQ(
                        decimal_of(fresh, static_cast<unsigned>(asked[at])),
                        text(theirs.as_array()[at])
                    );
                }
            } else if (name.starts_with("random_permutation_0_")) {
                const auto size = static_cast<std::size_t>(asked[1]) + 1;
                expect_numbers(shuffled(fresh, size, size), theirs);
            } else if (name.starts_with("sample_by_index_")) {
                expect_numbers(
                    sample_by_index(
                        fresh,
                        asked[0],
                        static_cast<std::size_t>(asked[1]),
                        name.ends_with("replace")
                    ),
                    theirs
                );
            } else if (name.starts_with("fykd_sample_")) {
                auto ours = shuffled(
                    fresh, static_cast<std::size_t>(asked[0]), static_cast<std::size_t>(asked[1])
                );
                for (auto& number : ours) {
                    ++number;  // The peer counts from 1 here.
                }
                expect_numbers(ours, theirs);
            }
        }
    }
}

TEST(HashSampler, SharedSamplesAreShangrlas) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : rows("shangrla_consistent_sampling.json")) {
        const auto& row = each.as_object();
        std::vector<std::string> names;
        std::vector<std::size_t> sizes;
        for (const auto& [name, size] : row.at("sample_size").as_object()) {
            names.emplace_back(name);
            sizes.push_back(static_cast<std::size_t>(whole(size)));
        }
        CardStyles styles;
        for (const auto& card : row.at("cards").as_array()) {
            styles.style_of.push_back(static_cast<std::uint32_t>(styles.contests_of.size()));
            auto& on_card = styles.contests_of.emplace_back();
            for (const auto& name : card.as_array()) {
                const auto found = std::ranges::find(names, text(name));
                if (found != names.end()) {
                    on_card.push_back(static_cast<std::uint32_t>(found - names.begin()));
                }
            }
        }
        const auto numbers = sample_numbers(seed_of(row), styles.style_of.size());
        const auto sample = sample_contests(numbers, styles, sizes);
        const auto& theirs = row.at("sampled_indices_in_order").as_array();
        ASSERT_EQ(sample.cards.size(), theirs.size());
        for (std::size_t at = 0; at < theirs.size(); ++at) {
            EXPECT_EQ(static_cast<std::int64_t>(sample.cards[at]), whole(theirs[at]));
        }
        for (std::size_t at = 0; at < names.size(); ++at) {
            if (sizes[at] == 0) {
                EXPECT_FALSE(sample.thresholds[at]);
                continue;
            }
            EXPECT_EQ(
                sample.thresholds[at].value().decimal(),
                text(row.at("sample_threshold").as_object().at(names[at]))
            );
        }
    }
}

}  // namespace
}  // namespace belfry::audit
