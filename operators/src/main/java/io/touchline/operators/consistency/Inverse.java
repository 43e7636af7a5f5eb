// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.consistency;

/** The inverse of a symmetric positive definite matrix, by Cholesky. O(n^3). */
final class Inverse {
    private Inverse() {}

    /**
     * @param a square, symmetric, positive definite; overwritten
     * @return its inverse
     */
    static double[][] of(double[][] a) {
        int n = a.length;
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j][j];
            }
        }
        double[][] inverse = new double[n][n];
        double[] y = new double[n];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < n; i++) {
                double sum = i == column ? 1 : 0;
                for (int k = column; k < i; k++) {
                    sum -= a[i][k] * y[k];
                }
                y[i] = i < column ? 0 : sum / a[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = y[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= a[k][i] * inverse[k][column];
                }
                inverse[i][column] = sum / a[i][i];
            }
        }
        return inverse;
    }
}
