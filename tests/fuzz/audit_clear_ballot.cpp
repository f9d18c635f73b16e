// Clear Ballot: never crashes, and every record is accounted for.
#include "audit_files.hpp"
#include "audit_files/clear_ballot.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    auto source = belfry::fuzz_source(data, size);
    belfry::check_cards(belfry::audit_files::read_clear_ballot(source));
    return 0;
}
