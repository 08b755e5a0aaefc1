# Two commands to know: make demo, make test. Each line is one word of the launcher.
.PHONY: demo test run check bench prove frontend

demo test run check bench prove frontend:
	@python3 bothways $@
