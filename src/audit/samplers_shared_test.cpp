// Holds the samplers, byte for byte, against draws that other systems made.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "audit/batch_comparison.hpp"
#include "audit/batch_sampler.hpp"
#include "audit/consistent_sampler.hpp"
#include "audit/counter_sampler.hpp"
#include "audit/hash_sampler.hpp"
#include "audit/python_text.hpp"
#include "base/shared_data.hpp"
#include "crypto/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/json.hpp"

namespace belfry::audit {
namespace {

using json::Array;
using json::Object;
using json::Value;

Array vectors(const std::string& name) {
    const auto text = shared_text("audit-vectors/" + name);
    return boost::json::parse(text).as_object().at("vectors").as_array();
}

std::string text(const Value& value) {
    return std::string(value.as_string());
}

std::int64_t whole(const Value& value) {
    return value.to_number<std::int64_t>();
}

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
    for (const auto& each : vectors("sampler_rivest_stark_counter.json")) {
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
        ++seen;
    }
    EXPECT_EQ(seen, 38);
}

TEST(ConsistentSampler, TicketsAndDrawsAreArlos) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("sampler_consistent.json")) {
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
    for (const auto& each : vectors("sampler_consistent.json")) {
        const auto& row = each.as_object();
        if (text(row.at("f")) == "arlo.draw_sample") {
            expect_draws(row, row.at("out").as_array());
            ++seen;
        }
    }
    for (const auto& each : vectors("arlo_sampler.json")) {
        const auto& row = each.as_object();
        if (text(row.at("function")) == "sampler.draw_sample") {
            expect_draws(row.at("input").as_object(), row.at("output").as_array());
            ++seen;
        }
    }
    EXPECT_EQ(seen, 9);
}

TEST(BatchSampler, DrawsInProportionAsArloDoes) {
    BELFRY_NEEDS_SHARED_DATA();
    int seen = 0;
    for (const auto& each : vectors("arlo_sampler.json")) {
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
        ASSERT_EQ(ours.size(), theirs.size()) << boost::json::serialize(in).substr(0, 300);
        for (std::size_t at = 0; at < ours.size(); ++at) {
            EXPECT_EQ(ours[at].ticket, text(theirs[at].as_array()[0]));
            EXPECT_EQ(batches[ours[at].index].batch, text(theirs[at].as_array()[1].as_array()[1]));
        }
    }
    EXPECT_EQ(seen, 5);
}

TEST(HashSampler, NumbersAndSharedSamplesAreShangrlas) {
    BELFRY_NEEDS_SHARED_DATA();
    for (const auto& each : vectors("shangrla_prng.json")) {
        const auto& row = each.as_object();
        const auto seed = row.at("seed").is_string() ? text(row.at("seed"))
                                                     : std::to_string(whole(row.at("seed")));
        HashGenerator generator(seed);
        const auto numbers = sample_numbers(seed, 8);
        for (std::size_t at = 0; at < 8; ++at) {
            const auto next = generator.next();
            EXPECT_EQ(next.decimal(), text(row.at("nextRandom_as_int").as_array()[at]));
            EXPECT_EQ(numbers[at], next);
            EXPECT_DOUBLE_EQ(next.fraction(), row.at("random").as_array()[at].to_number<double>());
        }
    }
    for (const auto& each : vectors("shangrla_consistent_sampling.json")) {
        const auto& row = each.as_object();
        std::vector<std::string> names;
        std::vector<std::size_t> sizes;
        for (const auto& [name, size] : row.at("sample_size").as_object()) {
            names.emplace_back(name);
            sizes.push_back(static_cast<std::size_t>(whole(size)));
        }
        std::vector<std::vector<std::uint32_t>> contests;
        for (const auto& card : row.at("cards").as_array()) {
            auto& on_card = contests.emplace_back();
            for (const auto& name : card.as_array()) {
                const auto found = std::ranges::find(names, text(name));
                if (found != names.end()) {
                    on_card.push_back(static_cast<std::uint32_t>(found - names.begin()));
                }
            }
        }
        const auto numbers = sample_numbers(std::to_string(whole(row.at("seed"))), contests.size());
        const auto sample = sample_contests(numbers, contests, sizes);
        const auto& theirs = row.at("sampled_indices_in_order").as_array();
        ASSERT_EQ(sample.cards.size(), theirs.size());
        for (std::size_t at = 0; at < theirs.size(); ++at) {
            EXPECT_EQ(static_cast<std::int64_t>(sample.cards[at]), whole(theirs[at]));
        }
        for (std::size_t at = 0; at < names.size(); ++at) {
            EXPECT_EQ(
                sample.thresholds[at].value().decimal(),
                text(row.at("sample_threshold").as_object().at(names[at]))
            );
        }
    }
}

}  // namespace
}  // namespace belfry::audit
