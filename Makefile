# Two commands to know: make demo, make test. Each line is one word of the launcher.
.PHONY: demo test run check bench prove frontend

demo:
	@python3 bothways demo

test:
	@python3 bothways test

run:
	@python3 bothways run

check:
	@python3 bothways check

bench:
	@python3 bothways bench

prove:
	@python3 bothways prove

frontend:
	@python3 bothways frontend
