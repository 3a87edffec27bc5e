"""Why PyTorch's answers to the test vectors are wrong where they are, each reproduced by hand.

A text, whose first sentence sums it up, and what it explains: equations, or cases of them that have a reason of their
own. The order is that of the page: what a user may meet comes first.
"""

ISSUES = "https://github.com/pytorch/pytorch/issues"
EXPLANATIONS = [
    (
        "The derivatives of the sigmoid and of tanh are taken from their rounded values. Autograd evaluates s (1 − "
        "s) and 1 − t². As the value nears 1, and that of tanh ±1, the difference loses its digits: tanh′(5) is off "
        "by 1,700 ulp, and the derivative is 0 for a sigmoid past 37 and tanh past 19 in Float64, past 17 and 9 in "
        "Float32, where σ(z) σ(−z) and 1/cosh² z keep every digit. In training these gradients are small already; "
        "what changes is that a saturated unit stops learning instead of learning slowly. Reported for the "
        f"[sigmoid]({ISSUES}/195681) and for [tanh]({ISSUES}/195685).",
        "sigmoid-derivative tanh-derivative neuron-backward dense-layer-backward output-head-pullback "
        "hidden-delta-value network-loss-gradient scalar-chain-gradient gradient-norms-value dropout-loss-gradient "
        "shallow-network-gradient rnn-step-backward rnn-sequence-backward lstm-step-backward lstm-sequence-backward "
        "gru-step-backward gru-sequence-backward logistic-regression-gradient logistic-loss-hessian-value sigmoid-squared-error-gradient "
        "output-delta-value/sigmoid-mse-wrong-at-40 output-delta-value/sigmoid-half-wrong-at-17",
    ),
    (
        "Beside its largest term, the rest of a log-sum-exp is rounded away. The sum of e^(zⱼ − max) is at least 1, "
        "and the rest is added to it before the logarithm is taken; log1p of the rest would keep it. So the "
        "log-softmax of the likely class, and the cross-entropy of a sample that is classified with confidence and "
        "rightly, lose digits and are 0 from a lead of 37 in Float64 and of 17 in Float32. The gradient does not "
        f"depend on it; a loss that is compared or logged does. [Reported]({ISSUES}/113708).",
        "log-sum-exp-value log-softmax-value softmax-cross-entropy-value softmax-regression-loss-value "
        "output-delta-loss/softmax-ce-right-at-40 convolutional-network-loss-value "
        "network-loss-value/1-2-identity-softmax-ce-right-at-40",
    ),
    (
        "The gradient of a cross-entropy is a rounded probability minus the target. For the right class p − 1 loses "
        "its digits as p nears 1, and is 0 past the same leads; the sum of the other classes' probabilities, or "
        "−σ(−z), would keep them. Of no weight in training: a sample so certain adds next to nothing to a batch.",
        "softmax-cross-entropy-gradient softmax-regression-loss-gradient output-delta-value "
        "binary-cross-entropy-with-logits-gradient logistic-loss-gradient convolutional-network-loss-gradient "
        "network-loss-gradient/1-1-1-identity-sigmoid-ce-right-at-40 "
        "network-loss-gradient/1-2-identity-softmax-ce-right-at-40",
    ),
    (
        "The binary cross-entropy with logits subtracts two large numbers. It evaluates (1 − y) z − ln σ(z). For a "
        "negative sample whose logit is far below 0 both are close to z, and the loss e^z is what cancels: it is 0 "
        "at −40. Its error is that of one rounding of z, which an average over a batch hides.",
        "binary-cross-entropy-with-logits-value/confident-and-right-negative "
        "binary-cross-entropy-with-logits-value/confident-and-right-single logistic-loss-value "
        "output-delta-loss/sigmoid-ce-right-at-40",
    ),
    (
        "The binary cross-entropy with logits of an infinite logit is NaN. The same form subtracts infinities where "
        "the loss is 0 or infinite. Logits are infinite where code masks with −∞; a large finite number is safe. "
        f"Reported for [both]({ISSUES}/102894) [signs]({ISSUES}/135359).",
        "binary-cross-entropy-with-logits-value/infinite-and-right "
        "binary-cross-entropy-with-logits-value/minus-infinite-and-wrong "
        "binary-cross-entropy-with-logits-value/infinite-against-soft",
    ),
    (
        "The cross-entropy of a class with the logit −∞ and the target 0 is NaN. It multiplies the target by the "
        "logarithm, 0 · (−∞), where a class that cannot happen and does not happen adds nothing. It meets whoever "
        "masks classes with −∞ and gives the targets as probabilities; class indices do not meet it.",
        "softmax-cross-entropy-value/minus-infinity-right",
    ),
    (
        "A NaN in a probability or in a target is an error. binary_cross_entropy requires both to lie in [0, 1] and "
        "raises. It is the stricter choice, and shows the NaN where it is.",
        "binary-cross-entropy-value/nan-prediction binary-cross-entropy-value/nan-target "
        "binary-cross-entropy-gradient/nan",
    ),
    (
        "A NaN in a mean is an error. torch.distributions.Normal validates its parameters, unless told not to.",
        "gaussian-negative-log-likelihood-value/nan gaussian-negative-log-likelihood-gradient/nan",
    ),
    (
        "Attention takes NaN in a query for an empty mask. The fused CPU kernel, which answers tensors of four "
        "dimensions, gives zeros for a query that is NaN, with NaN nowhere in the result; the unfused one gives "
        f"NaN. A diverged model looks healthy from here on. [Reported]({ISSUES}/141128) of version 2.5.",
        "scaled-dot-product-attention-forward/nan-query",
    ),
    (
        "NaN behind a mask reaches what is in front of it. Masked positions get the weight 0, and 0 · NaN is NaN. "
        f"It matters for padding that was never written. [Reported]({ISSUES}/101967).",
        "scaled-dot-product-attention-forward/nan-behind-the-mask",
    ),
    (
        "Equal numbers have a variance. Three times 0.1 has the mean 0.10000000000000002 and a variance of 10⁻³⁴. It "
        "matters to whoever looks for features that never vary by a variance of 0, or divides without an ε.",
        "batch-variance-value/equal batch-variance-unbiased/equal",
    ),
    (
        "The unbiased variance of one sample is NaN. torch.var divides 0 by 0, with a warning; the vectors want an "
        "error. In a batch of one the NaN reaches every weight.",
        "batch-variance-unbiased/one-sample",
    ),
    (
        "Sums and squares overflow, or underflow, on the way to a result that does not. A mean is a sum that is "
        "divided, a variance, a norm and a squared error add up squares, all without scaling: in Float32 the limits "
        "are near 10³⁸ for sums, 10¹⁹ and 10⁻²² for squares. Numbers of such a size mean that training has "
        f"diverged. Reported for [normalization]({ISSUES}/162489).",
        "mean-loss-value mean-squared-error-value mean-squared-error-gradient half-mean-squared-error-value "
        "half-mean-squared-error-gradient mean-absolute-error-value gaussian-negative-log-likelihood-value "
        "gaussian-negative-log-likelihood-gradient binary-cross-entropy-with-logits-value/sum-overflows "
        "binary-cross-entropy-with-logits-value/sum-overflows-single batch-gradient-value line-loss-value "
        "multiple-regression-loss-value root-mean-squared-error-value root-mean-squared-error-gradient "
        "gradient-norms-value/1-2-1-1-identity-identity-half-tiny "
        "gradient-norms-value/1-2-1-identity-identity-half-huge batch-mean-value/overflow-of-sum "
        "batch-variance-value/outlier batch-variance-unbiased/outlier batch-normalization-forward/huge "
        "batch-normalization-forward/huge-in-single batch-normalization-forward/huge-and-negative "
        "layer-normalization-forward standardization-fit/huge "
        "standardization-fit/tiny mean-pooling-value",
    ),
    (
        "One number is stretched to the length of many. Losses warn and broadcast one target against all "
        "predictions; products, biases of one number and masks are broadcast without a word, where the vectors want "
        "an error. A frequent source of silently wrong training.",
        "mean-squared-error-value/one-target mean-squared-error-gradient/one-target line-loss-value/one-target "
        "line-loss-gradient log-line-loss-value log-line-loss-gradient line-descent-iterate/one-target "
        "multiple-regression-loss-value/one-target multiple-regression-loss-gradient "
        "gaussian-negative-log-likelihood-value/one-target gaussian-negative-log-likelihood-gradient/one-target "
        "half-mean-squared-error-value/one-target half-mean-squared-error-gradient/one-target "
        "mean-absolute-error-value/one-target mean-absolute-error-gradient/one-target "
        "sigmoid-squared-error-value/one-target sigmoid-squared-error-gradient/one-target "
        "root-mean-squared-error-value/one-target root-mean-squared-error-gradient/one-target "
        "softmax-regression-value softmax-regression-pullback softmax-regression-loss-value/one-bias "
        "softmax-regression-loss-gradient/one-bias image-score-value dropout-forward dropout-backward "
        "hadamard-product-value folded-normalization-value/one-bias affine-columns-value affine-rows-value "
        "hidden-delta-forward output-delta-loss/one-target positionwise-feed-forward-forward rnn-output-value "
        "rnn-step-forward dense-layer-forward/one-bias dense-layer-backward/fewer-preactivations "
        "output-delta-value/one-target",
    ),
    (
        "Any number is a target. binary_cross_entropy_with_logits, unlike binary_cross_entropy, does not ask that "
        "it lie in [0, 1]: with classes −1 and 1 the loss has no lower bound and training goes nowhere.",
        "logistic-loss-value/targets-of-both-signs logistic-loss-gradient/targets-of-both-signs "
        "logistic-loss-value/classes-one-and-two logistic-loss-gradient/classes-one-and-two "
        "binary-cross-entropy-with-logits-value/classes-one-and-two "
        "binary-cross-entropy-with-logits-gradient/classes-of-both-signs output-delta-loss/negative-target "
        "output-delta-loss/target-above-one output-delta-value/negative-target output-delta-value/target-above-one",
    ),
    (
        "Settings outside of their range are taken as they are. A momentum of batch normalization or a decay of "
        "RMSprop above 1, a negative factor, interval or length of a schedule, a negative ε, strength of a penalty "
        "or padding of a convolution without data, and a clamp whose ends have changed places raise no error.",
        "convolution-output-size cosine-annealing-rate/negative-length rms-prop-step "
        "step-decay-rate/negative-interval step-decay-rate/negative-factor probability-clamp-value "
        "probability-clamp-derivative/epsilon-above-half folded-normalization-value/negative-epsilon "
        "layer-normalization-forward/negative-epsilon running-statistics-update l1-penalty-value "
        "l1-penalty-gradient/negative-strength transformer-encoder-block-forward",
    ),
    (
        "Batch normalization refuses a batch of one sample in training. The equation gives β there, from which "
        "nothing can be learned: the refusal is [deliberate](https://github.com/pytorch/pytorch/pull/2961).",
        "batch-normalization-forward/one-sample",
    ),
    (
        "With remembered statistics batch normalization is x a + b. a is γ/√(σ² + ε) and b is β − μ a, so a "
        "variance and an ε of 0 give ∞ − ∞. No layer has an ε of 0.",
        "batch-normalization-inference-forward",
    ),
    (
        "A sequence without steps is an error. nn.RNN, nn.LSTM and nn.GRU want one step at least, where the "
        f"equations return the first state. [Reported]({ISSUES}/50192).",
        "rnn-sequence-forward rnn-sequence-backward/no-steps lstm-sequence-forward lstm-sequence-backward/no-steps "
        "gru-sequence-backward/no-steps",
    ),
    (
        "Least squares take a matrix of nearly parallel columns for one of rank 1. torch.linalg.lstsq drops "
        "singular values below the format's precision times the number of rows: years and a column of ones in "
        'Float32, where the slope is then wrong in every digit, or inputs far from 1 in size. driver="gels" finds '
        f"the line; centring the inputs is better. [Discussed]({ISSUES}/127223).",
        "least-squares-line/huge least-squares-line/tiny least-squares-line/squares-overflow "
        "least-squares-line/squares-vanish least-squares-line/years:float32",
    ),
    (
        "NaN is an internal error of least squares. LAPACK complains on the standard output, and PyTorch raises and "
        "asks to report a bug, where the page's sums give NaN.",
        "least-squares-line/nan",
    ),
    (
        "Eigenvalues are exact to the size of the largest. torch.linalg.eigvalsh gives a least eigenvalue of 0 or "
        "nearly 0 with an error of one rounding of the largest, as every general routine does; the page's formula "
        "knows more of this matrix.",
        "line-loss-hessian-eigenvalues",
    ),
    (
        "A Hessian by autograd mixes its entries. The pass of one row multiplies by zeros what belongs to another, "
        "so that an infinite or NaN input spoils entries that do not depend on it.",
        "line-loss-hessian-value",
    ),
    (
        "The derivative of softmax cancels where one class is nearly certain. Autograd evaluates s (c − Σⱼ cⱼ sⱼ), "
        "where the entry of that class by itself is 1 − s. Under a cross-entropy nobody meets it: that has a "
        "derivative of its own.",
        "softmax-jacobian",
    ),
    (
        "A Jacobian of nothing is an error. torch.autograd.functional.jacobian stacks its rows, and there are none.",
        "softmax-jacobian/empty",
    ),
    (
        "The cross-entropy over no classes is NaN, where the empty sum is 0. Nobody has no classes.",
        "softmax-cross-entropy-value/empty",
    ),
    (
        "A sigmoid that rounds to 1 has no distance from 1. Its squared error from a target of 1, and the gradient, "
        "are then 0 or have the digits that 1 − σ has left. Both are tiny.",
        "sigmoid-squared-error-value sigmoid-squared-error-gradient/confident-and-right",
    ),
    (
        "Logits near 0 have the digits that their probability leaves. torch.logit evaluates ln(p/(1 − p)), a "
        "logarithm of a rounded number near 1. The absolute error is one rounding of 1; only relative accuracy near "
        "p = ½ suffers.",
        "logit-value",
    ),
    (
        "The sigmoid is 0 where it should be subnormal. 1/(1 + e⁻ᶻ) is 0 once the exponential overflows, below "
        "−709.78 in Float64. The results that are lost are below 10⁻³⁰⁸.",
        "sigmoid-value sigmoid-derivative/left-tail-subnormal neuron-forward dense-layer-forward output-head-value "
        "network-forward logistic-regression-value binary-cross-entropy-with-logits-gradient/subnormal-gradient "
        "sigmoid-squared-error-gradient/naive-overflow",
    ),
    (
        "The derivative of a ReLU at NaN is 1. Autograd stops the cotangent where z ≤ 0, which NaN is not; a leaky "
        "ReLU gives its slope where not z > 0. The value is NaN and shows in the loss, so nothing stays hidden.",
        "relu-derivative leaky-relu-derivative neuron-backward/relu-at-nan dense-layer-backward/relu-at-nan "
        "hidden-delta-value/relu-nan scalar-chain-gradient/relu-nan",
    ),
    (
        "Comparisons hide NaN. torch.heaviside, the derivatives of l1_loss, of a 1-norm and of clamp are 0 at NaN, "
        f"that of softshrink is 1, and NaN > k is false. Reported for [heaviside]({ISSUES}/187296) and for "
        f"[sign]({ISSUES}/187295).",
        "step-value perceptron-value threshold-classifier-value probability-clamp-derivative "
        "soft-threshold-derivative l1-penalty-gradient mean-absolute-error-gradient",
    ),
    (
        "A NaN of the filter spreads in the matrix. torch.autograd.functional.jacobian pulls a 1 among zeros back "
        "through conv2d, and 0 · NaN is NaN. Only diverged weights meet it.",
        "convolution-matrix-value",
    ),
    (
        "The sample −1 is the last one. Indexing counts negative numbers from the end, as Python does, where the "
        "vectors want an error. An index that is off by one, or −1 for none, goes unnoticed.",
        "batch-gradient-value/negative-index",
    ),
    (
        "Adam's correction 1 − βᵗ is a difference of numbers near 1. With β₂ = 0.999 it has lost 2 to 3 digits in "
        "the first steps: 39 to 46 ulp in Float64. It is a Python number, hence exact enough for Float32.",
        "adam-step/correction-keeps-its-digits adam-w-step/correction-keeps-its-digits "
        "adam-w-step/correction-in-single",
    ),
    (
        "With β₁ = ½ Adam's first moment of an infinite gradient is NaN. torch.lerp evaluates g − (g − m) β₁ for β₁ "
        "≤ ½, which subtracts infinities, and m + (g − m) (1 − β₁) above, which does not. The parameters are NaN "
        "either way.",
        "adam-step/infinite-gradient",
    ),
    (
        "Just before the end of a cosine 1 + cos cancels. With a least rate of 0 the last rates keep the digits "
        "that the sum has left, 7 to 11 of 16; 2 cos² of half the angle would keep them all. The rates are tiny.",
        "cosine-annealing-rate/to-zero cosine-annealing-rate/to-zero-slowly cosine-warm-restarts-rate/to-zero "
        "warmup-cosine-rate/to-zero",
    ),
]
REMARKS = {key: text for text, keys in EXPLANATIONS for key in keys.split()}
