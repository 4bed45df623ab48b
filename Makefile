# The door of the house: everything that one does with Khasan from a checkout.
# `make run` and `make test` install what they lack (tools/packages.txt) on Debian 12.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-matrix coverage golden protocol table build package bench tidy clean \
        install-build install-test

BATTLE ?= battles/lake-khasan-1938
REPORT ?= results/$(notdir $(BATTLE)).html
RUN_OPTIONS ?=

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
	  awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

run: build  ## Build, play the battle at Lake Khasan, leave the report (BATTLE=, RUN_OPTIONS=)
	@mkdir -p $(dir $(REPORT))
	build/khasan run $(BATTLE) --report $(REPORT) $(RUN_OPTIONS)
	@echo "The report lies at $(abspath $(REPORT)): open it in a browser."

build: install-build  ## Build the optimised program: build/khasan
	@cmake --preset release --log-level=WARNING >/dev/null
	@cmake --build build --target khasan

test: install-test  ## Build and run every test
	@cmake --preset test --log-level=WARNING >/dev/null
	cmake --build build
	@tools/test

golden: install-test  ## Write tests/golden/*.txt anew: what happens at Lake Khasan, to be read in a diff
	@cmake --preset test --log-level=WARNING >/dev/null
	@cmake --build build --target golden_test
	KHASAN_WRITE_GOLDEN=1 build/bin/golden_test --gtest_brief=1
	@git --no-pager diff --stat -- tests/golden || true

protocol: install-test  ## Write web/src/protocol/*.ts anew, from src/serve/protocol*.h
	@cmake --preset test --log-level=WARNING >/dev/null
	@cmake --build build --target serve_test
	KHASAN_WRITE_PROTOCOL=1 build/bin/serve_test --gtest_brief=1 --gtest_filter='Typescript.*'

table: build  ## Play 1,000 runs and write docs/tables/ anew (about 15 minutes on two cores)
	build/khasan run battles/lake-khasan-1938 --replications 1000 --seed 1 --quiet > build/table.txt
	@sed 's/ runs in .* s;/ runs;/; /./,$$!d' build/table.txt > docs/tables/lake-khasan-1938.txt
	@git --no-pager diff --stat -- docs/tables || true

test-matrix: install-test build/web/report.html  ## Fuzz for a minute; tests under sanitizers
	tools/test_matrix

coverage: install-test build/web/report.html  ## Lines that the tests run, by folder; a page in build/coverage/html
	@tools/install coverage
	@tools/coverage

package: install-build build/web/report.html  ## Archive, Debian package, finished report (BATTLE=)
	@tools/install package
	@cmake --preset package --log-level=WARNING >/dev/null
	@cmake --build build/package
	@cd build/package && cpack --config CPackConfig.cmake
	tools/package_check build/package
	build/package/khasan run $(BATTLE) --quiet --report build/package/$(notdir $(BATTLE)).html

bench: install-test  ## Run the benchmarks
	@tools/install bench
	@cmake --preset bench --log-level=WARNING >/dev/null
	@cmake --build build
	@for program in build/bin/*_bench; do $$program || exit 1; done

tidy:  ## Check the house rules: arrows, sizes, sources, pages
	tools/tidy

clean:  ## Remove what was built, the report page's packages too
	rm -rf build web/node_modules web/dist

install-build:
	@tools/install build
install-test:
	@tools/install build test

build/web/report.html: install-build
	@cmake --preset test --log-level=WARNING >/dev/null
	@cmake --build build --target web/report.html
