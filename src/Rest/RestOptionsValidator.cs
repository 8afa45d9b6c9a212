using Microsoft.Extensions.Options;

namespace Calling.Rest;

/// <summary>Says what is wrong with settings (rule CALL-141).</summary>
internal sealed class RestOptionsValidator<TOptions>(Func<TOptions, string?> problem) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        problem(options) is { } words ? ValidateOptionsResult.Fail(words) : ValidateOptionsResult.Success;
}
