"""What last year's survey could have told: a firm's own answers in, scores with intervals out."""
