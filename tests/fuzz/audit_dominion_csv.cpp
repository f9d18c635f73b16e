// Dominion CSV: never crashes, and every record is accounted for.
#include "audit_files.hpp"
#include "audit_files/dominion_csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    auto source = belfry::fuzz_source(data, size);
    belfry::check_cards(belfry::audit_files::read_dominion_csv(source));
    return 0;
}
